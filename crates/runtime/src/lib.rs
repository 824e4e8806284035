//! What compiled code calls: frames, exits, invariants, tiering, on-stack replacement.

pub mod api;

pub mod ops;
