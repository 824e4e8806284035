//! Natural loops: headers, back edges, how deep a block is nested.

use super::dominators::Dominators;
use super::edit::incoming;
use crate::function::{Block, Function};

/// The loops of a function.
pub struct Loops {
    /// Of every block, how many loops it is in.
    pub depth: Vec<u32>,
    /// Headers, outer loops before the loops inside them.
    pub headers: Vec<Block>,
}

impl Loops {
    /// Finds the loops: bodies are what reaches a back edge without passing the header.
    pub fn new(f: &Function, dominators: &Dominators) -> Loops {
        let incoming = incoming(f);
        let mut loops = Loops { depth: vec![0; f.blocks.len()], headers: Vec::new() };
        for &header in &dominators.order {
            let from = |b: &Block| dominators.is_reachable(*b) && dominators.dominates(header, *b);
            let mut work: Vec<Block> = incoming[header.index()].iter().map(|(b, _)| *b).filter(from).collect();
            if work.is_empty() {
                continue;
            }
            loops.headers.push(header);
            let mut inside = vec![false; f.blocks.len()];
            inside[header.index()] = true;
            loops.depth[header.index()] += 1;
            while let Some(block) = work.pop() {
                if !std::mem::replace(&mut inside[block.index()], true) {
                    loops.depth[block.index()] += 1;
                    work.extend(
                        incoming[block.index()].iter().map(|(b, _)| *b).filter(|b| dominators.is_reachable(*b)),
                    );
                }
            }
        }
        loops
    }
}
