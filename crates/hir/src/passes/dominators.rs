//! Dominator tree of a graph with several entries.
//!
//! Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm": iterate intersections over reverse postorder. All
//! entry blocks hang below an imaginary root, which has no block of its own; a block that two entries reach has no
//! dominator but that root. `dominates` is answered by intervals of a walk over the tree.

use crate::function::{Block, Entry, Function};

/// The tree, with blocks in reverse postorder.
pub struct Dominators {
    /// Reachable blocks in reverse postorder.
    pub order: Vec<Block>,
    /// For every block its position in `order`.
    pub position: Vec<Option<usize>>,
    /// Immediate dominator; `None` for entries, for blocks only the imaginary root dominates, and unreachable ones.
    pub parent: Vec<Option<Block>>,
    /// Children in the tree.
    pub children: Vec<Vec<Block>>,
    /// Blocks right below the imaginary root.
    pub roots: Vec<Block>,
    interval: Vec<(u32, u32)>,
}

impl Dominators {
    /// Computes the tree. Every block must end in a terminator.
    pub fn new(f: &Function) -> Dominators {
        let order = f.reverse_postorder();
        let mut position = vec![None; f.blocks.len()];
        order.iter().enumerate().for_each(|(i, b)| position[b.index()] = Some(i));
        let preds = f.predecessors();

        // Positions shifted by one: 0 is the imaginary root.
        const UNKNOWN: usize = usize::MAX;
        let mut idom = vec![UNKNOWN; order.len() + 1];
        idom[0] = 0;
        let intersect = |idom: &[usize], mut a: usize, mut b: usize| {
            while a != b {
                while a > b {
                    a = idom[a];
                }
                while b > a {
                    b = idom[b];
                }
            }
            a
        };
        let mut changed = true;
        while changed {
            changed = false;
            for (i, block) in order.iter().enumerate() {
                let mut new = if f.blocks[block.index()].entry == Entry::None { UNKNOWN } else { 0 };
                for pred in &preds[block.index()] {
                    let Some(p) = position[pred.index()] else { continue };
                    if idom[p + 1] != UNKNOWN {
                        new = if new == UNKNOWN { p + 1 } else { intersect(&idom, new, p + 1) };
                    }
                }
                if idom[i + 1] != new {
                    idom[i + 1] = new;
                    changed = true;
                }
            }
        }

        let mut parent = vec![None; f.blocks.len()];
        let mut children = vec![Vec::new(); f.blocks.len()];
        let mut roots = Vec::new();
        for (i, block) in order.iter().enumerate() {
            match idom[i + 1] {
                0 => roots.push(*block),
                p => {
                    parent[block.index()] = Some(order[p - 1]);
                    children[order[p - 1].index()].push(*block);
                }
            }
        }
        let mut interval = vec![(0, 0); f.blocks.len()];
        let mut clock = 0;
        let mut work: Vec<(Block, bool)> = roots.iter().rev().map(|b| (*b, false)).collect();
        while let Some((block, done)) = work.pop() {
            clock += 1;
            if done {
                interval[block.index()].1 = clock;
                continue;
            }
            interval[block.index()].0 = clock;
            work.push((block, true));
            work.extend(children[block.index()].iter().rev().map(|b| (*b, false)));
        }
        Dominators { order, position, parent, children, roots, interval }
    }

    /// Whether a block can be reached.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.position[block.index()].is_some()
    }

    /// Whether `a` dominates `b` (every block dominates itself); both reachable.
    pub fn dominates(&self, a: Block, b: Block) -> bool {
        let (a, b) = (self.interval[a.index()], self.interval[b.index()]);
        a.0 <= b.0 && b.1 <= a.1
    }

    /// Blocks in preorder of the tree.
    pub fn preorder(&self) -> Vec<Block> {
        let mut order = Vec::with_capacity(self.order.len());
        let mut work: Vec<Block> = self.roots.iter().rev().copied().collect();
        while let Some(block) = work.pop() {
            order.push(block);
            work.extend(self.children[block.index()].iter().rev());
        }
        order
    }

    /// Whether an edge goes backwards: its target dominates its source.
    pub fn is_back_edge(&self, from: Block, to: Block) -> bool {
        self.dominates(to, from)
    }
}
