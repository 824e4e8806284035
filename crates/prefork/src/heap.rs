//! The C library's heap: what is free there lies between what lives, and a worker that takes it copies the page.
//!
//! Taken before the fork, from the largest size to the smallest, all of it is gone, and what workers allocate comes from
//! the end of the heap, page by page. Sound whatever allocator the process has: only blocks are kept that lie below the
//! end of the heap that glibc's `mallinfo` tells, and another allocator has none there.

/// Sizes from here up are halved, those below are taken one by one, as the C library keeps them.
const COARSE: usize = 1024;
/// Larger blocks may be mapped each by itself, and are few.
const LARGEST: usize = 64 * 1024;
/// The smallest block, and by how much sizes differ.
const SMALLEST: usize = 24;
const STEP: usize = 16;

/// Allocates every free block below the end of the heap; the bytes, which are never given back.
pub fn fill() -> usize {
    // SAFETY: asks for numbers.
    let end = unsafe { (libc::sbrk(0) as usize).saturating_sub(libc::mallinfo().keepcost as usize) };
    let coarse = std::iter::successors(Some(LARGEST), |size| Some(size / 2)).take_while(|size| *size >= COARSE);
    let fine = (SMALLEST..COARSE).step_by(STEP).rev();
    coarse.chain(fine).map(|size| take_all(size, end)).sum()
}

/// Takes blocks of a size until one comes from behind the end.
fn take_all(size: usize, end: usize) -> usize {
    let mut bytes = 0;
    loop {
        // SAFETY: a block that is kept is nobody else's; the other is given back at once.
        unsafe {
            let block = libc::malloc(size);
            if block.is_null() || block as usize >= end {
                libc::free(block);
                return bytes;
            }
            bytes += libc::malloc_usable_size(block);
        }
    }
}
