//! To come in a moment.
use super::Pass;
use crate::function::Function;
/// See the module's documentation.
pub struct GuardElimination;
impl Pass for GuardElimination {
    const NAME: &'static str = "guard-elimination";
    fn run(_f: &mut Function) -> bool {
        false
    }
}
