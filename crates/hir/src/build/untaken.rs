//! Code that never ran: in its place compiled code leaves for the interpreter.
//!
//! Error handling, rare options, defaults nobody overrides: in real programs a good part of a function that is hot never
//! runs ("unstable if" in HotSpot's compilers). The counters in the interpreter's inline caches tell which: they start
//! at one value and have another once their instruction ran. A block whose first counter is untouched is not compiled if
//! there is a branch to it that went the other way. Once the block runs after all, the interpreter runs it, so that the
//! next compilation has feedback for it.
//!
//! A block that is still to come says nothing: what follows a loop in a function's first activation has not run, and
//! will. So edges that leave a loop do not count, and neither do those from blocks that did not run to their end, but
//! where the code starts at a loop, in an activation that runs it now, the loop's end is far away.

use super::Start;
use super::cfg::Flow;
use andiron_bytecode::{Code, Feedback, Instr, Op};

/// What the counters say of one instruction; nothing, if it has none.
fn has_run(ins: &Instr) -> Option<bool> {
    match ins.feedback {
        Feedback::Cold => Some(false),
        Feedback::None => (ins.next > ins.unit + 1).then_some(true),
        _ => Some(true),
    }
}

/// Per block of `flow`: whether it is left to the interpreter. `known_to_run` says what exits have taught about a unit.
pub(super) fn find(
    code: &Code,
    flow: &Flow,
    start: Start,
    entry: usize,
    known_to_run: impl Fn(u32) -> bool,
) -> Vec<bool> {
    // What its first and its last counter say.
    let counters = |l: usize| {
        let leader = &flow.leaders[l];
        let mut all = code.instrs[leader.first..leader.end].iter().filter_map(has_run);
        let first = all.next();
        (first, all.next_back().or(first))
    };
    let count = flow.leaders.len();
    let fresh: Vec<bool> = (0..count)
        .map(|l| counters(l).0 == Some(false) && !known_to_run(code.instrs[flow.leaders[l].first].unit))
        .collect();
    if !fresh.contains(&true) {
        return fresh;
    }
    // Loops by their first and last instruction, in the order of the bytecode.
    let backward = code.instrs.iter().enumerate().filter(|(_, ins)| ins.op == Op::JUMP_BACKWARD);
    let loops: Vec<(usize, usize)> =
        backward.filter_map(|(end, ins)| Some((code.index_of(ins.target?)?, end))).collect();
    let leaves_loop = |from: usize, to: usize| {
        let (from, to) = (flow.leaders[from].end - 1, flow.leaders[to].first);
        loops.iter().any(|(first, last)| (*first..=*last).contains(&from) && !(*first..=*last).contains(&to))
    };
    // Blocks that ran to their end, as far as can be told.
    let mut ended: Vec<bool> = (0..count).map(|l| counters(l).1 == Some(true)).collect();
    ended[entry] |= counters(entry).1.is_none();
    let mut untaken = vec![false; count];
    let mut work: Vec<usize> = (0..count).filter(|l| ended[*l]).collect();
    while let Some(l) = work.pop() {
        for &next in &flow.leaders[l].successors {
            if matches!(start, Start::Function) && leaves_loop(l, next) {
                continue;
            }
            if fresh[next] {
                untaken[next] = true;
            } else if !ended[next] && counters(next).1.is_none() {
                ended[next] = true;
                work.push(next);
            }
        }
        let handler =
            code.handler_at(code.instrs[flow.leaders[l].first].unit).and_then(|row| code.index_of(row.target));
        if let Some(handler) = handler.and_then(|index| flow.at(index)) {
            untaken[handler] = fresh[handler];
        }
    }
    untaken[entry] = false;
    untaken
}
