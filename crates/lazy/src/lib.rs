//! Lazy imports: an `import` at a module's top level happens when one of its names is first used.
//!
//! A deferred name is simply *absent* from the module's globals. Three things notice that it is missed: a read of the global
//! ([`builtins`]), of the module's attribute, and of the module's dict as a whole ([`attributes`]). The import then happens and
//! binds the real object in the real dict; nothing is left behind. What can wait is read off the module's bytecode
//! ([`analysis`]) by what runs it in place of `exec` ([`api::execute`]). Modules that are needed are found and loaded natively
//! ([`loading`]).
//!
//! All of it belongs to the main interpreter: the dicts, `ModuleType`'s namespace and the watchers are per interpreter.

mod analysis;
pub mod api;
mod attributes;
mod builtins;
mod collector;
mod deferral;
mod ending;
mod finding;
mod functions;
mod loading;
mod namespace;
mod patterns;
mod registry;
mod resolution;
mod selection;
mod system;
