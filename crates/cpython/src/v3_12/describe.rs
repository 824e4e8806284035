//! What the compiler may know about an object, as [`ObjectRef`] and [`Fact`].

use super::{ffi, long, object, types};
use andiron_bytecode::{BuiltinFacts, Class, Convention, Fact, FunctionFacts, ObjectRef, TypeFacts};

/// How deep facts nest: a class's `__init__`, its defaults, the items of a default that is a tuple.
const DEPTH: u32 = 4;

/// Longest `str` kept as a fact; longer ones are only known to be `str`.
const LONGEST_TEXT: isize = 4096;

/// Describes an object. The result keeps **no** reference: whoever stores it takes one.
///
/// Gives a class a version tag if it has none. Runs no Python code and leaves no exception.
///
/// # Safety
/// `object` is alive; GIL held.
pub unsafe fn describe(object: *mut ffi::PyObject) -> ObjectRef {
    // SAFETY: by contract.
    unsafe { describe_to(object, DEPTH) }
}

unsafe fn describe_to(object: *mut ffi::PyObject, depth: u32) -> ObjectRef {
    // SAFETY: alive, by contract; each cast follows from the exact class.
    unsafe {
        let class = object::class_of(object);
        let fact = match class {
            Class::Bool => Fact::Bool(object == object::bool_object(true)),
            Class::Int => long::to_i64(object).map_or(Fact::None, Fact::Int),
            Class::Float => Fact::Float((*object.cast::<ffi::PyFloatObject>()).ob_fval),
            Class::Str if (*object.cast::<ffi::PyASCIIObject>()).length <= LONGEST_TEXT => {
                object::text(object).map_or(Fact::None, Fact::Str)
            }
            Class::Tuple if depth > 0 => {
                Fact::Tuple(object::tuple_items(object).iter().map(|item| describe_to(*item, depth - 1)).collect())
            }
            Class::Function if depth > 0 => Fact::Function(function(object.cast(), depth - 1)),
            Class::BuiltinFunction => Fact::Builtin(builtin(object.cast())),
            Class::MethodDescriptor => Fact::MethodDescriptor(method_descriptor(object.cast())),
            _ if object::is_type(object) && depth > 0 => Fact::Type(type_facts(object.cast(), depth - 1)),
            _ => Fact::None,
        };
        ObjectRef { address: object as usize, class, text: listing(object, &fact), fact }
    }
}

/// Short text for listings; never calls `repr`, which could run Python.
unsafe fn listing(object: *mut ffi::PyObject, fact: &Fact) -> String {
    match fact {
        Fact::Int(value) => value.to_string(),
        Fact::Float(value) => format!("{value:?}"),
        Fact::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
        Fact::Str(text) if text.chars().count() <= 40 => format!("{text:?}"),
        Fact::Str(text) => format!("{:?}...", text.chars().take(37).collect::<String>()),
        Fact::Tuple(items) => {
            let items: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
            format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
        }
        // SAFETY: alive, by contract of the caller.
        Fact::Function(_) => unsafe {
            object::text((*object.cast::<ffi::PyFunctionObject>()).func_qualname).unwrap_or_default()
        },
        Fact::Builtin(facts) | Fact::MethodDescriptor(facts) if facts.owner.is_empty() => facts.name.clone(),
        Fact::Builtin(facts) | Fact::MethodDescriptor(facts) => format!("{}.{}", facts.owner, facts.name),
        Fact::Type(facts) => facts.name.clone(),
        Fact::None if object == object::none() => "None".to_owned(),
        // SAFETY: as above.
        Fact::None => unsafe { format!("<{}>", object::c_text((*object::type_of(object)).tp_name)) },
    }
}

unsafe fn function(function: *mut ffi::PyFunctionObject, depth: u32) -> FunctionFacts {
    // SAFETY: a live function holds a code object, and null or a tuple of defaults.
    unsafe {
        let code = (*function).func_code.cast::<ffi::PyCodeObject>();
        let flags = (*code).co_flags as u32;
        let defaults = (*function).func_defaults;
        let parameters = ((*code).co_argcount + (*code).co_kwonlyargcount) as usize;
        FunctionFacts {
            code: code as usize,
            argcount: (*code).co_argcount as u32,
            posonlyargcount: (*code).co_posonlyargcount as u32,
            kwonlyargcount: (*code).co_kwonlyargcount as u32,
            variadic: flags & (ffi::CO_VARARGS | ffi::CO_VARKEYWORDS) != 0,
            generator: flags & (ffi::CO_GENERATOR | ffi::CO_COROUTINE | ffi::CO_ASYNC_GENERATOR) != 0,
            defaults: match defaults.is_null() {
                true => Vec::new(),
                false => object::tuple_items(defaults).iter().map(|item| describe_to(*item, depth)).collect(),
            },
            defaults_tuple: defaults as usize,
            parameters: object::tuple_items((*code).co_localsplusnames)[..parameters]
                .iter()
                .map(|name| object::text(*name).unwrap_or_default())
                .collect(),
        }
    }
}

fn convention(flags: i32) -> Convention {
    const FAST_WITH_KEYWORDS: u32 = ffi::METH_FASTCALL | ffi::METH_KEYWORDS;
    match flags as u32 & !(ffi::METH_STATIC | ffi::METH_COEXIST) {
        ffi::METH_NOARGS => Convention::NoArgs,
        ffi::METH_O => Convention::O,
        ffi::METH_FASTCALL => Convention::Fast,
        FAST_WITH_KEYWORDS => Convention::FastWithKeywords,
        _ => Convention::Other,
    }
}

unsafe fn builtin(function: *mut ffi::PyCFunctionObject) -> BuiltinFacts {
    // SAFETY: a live C function has a method definition, and null or a receiver.
    unsafe {
        let method = (*function).m_ml;
        let receiver = match (*method).ml_flags as u32 & ffi::METH_STATIC {
            0 => (*function).m_self,
            _ => std::ptr::null_mut(),
        };
        let owner = match object::text((*function).m_module) {
            Some(module) => module,
            None if receiver.is_null() => String::new(),
            None if object::is_type(receiver) => object::c_text((*receiver.cast::<ffi::PyTypeObject>()).tp_name),
            None => object::c_text((*object::type_of(receiver)).tp_name),
        };
        BuiltinFacts {
            name: object::c_text((*method).ml_name),
            owner,
            convention: convention((*method).ml_flags),
            function: (*method).ml_meth.map_or(0, |function| function as usize),
            receiver: receiver as usize,
            receiver_class: 0,
        }
    }
}

unsafe fn method_descriptor(descriptor: *mut ffi::PyMethodDescrObject) -> BuiltinFacts {
    // SAFETY: a live method descriptor has a method definition and the class it belongs to.
    unsafe {
        let method = (*descriptor).d_method;
        let class = (*descriptor).d_common.d_type;
        BuiltinFacts {
            name: object::c_text((*method).ml_name),
            owner: object::c_text((*class).tp_name),
            convention: convention((*method).ml_flags),
            function: (*method).ml_meth.map_or(0, |function| function as usize),
            receiver: 0,
            receiver_class: class as usize,
        }
    }
}

unsafe fn type_facts(class: *mut ffi::PyTypeObject, depth: u32) -> TypeFacts {
    const IS_ABSTRACT: u64 = 1 << 20;
    // SAFETY: a live class; function pointers are compared as addresses.
    unsafe {
        let address = |function: Option<_>| function.map_or(0, |f: unsafe extern "C" fn(_, _, _) -> _| f as usize);
        let object_new = (&raw const ffi::PyBaseObject_Type).read().tp_new;
        let generic: unsafe extern "C" fn(*mut ffi::PyTypeObject, isize) -> *mut ffi::PyObject =
            ffi::PyType_GenericAlloc;
        let version = types::assign_type_version(class);
        let plain_new = object::is_exact(class.cast(), &raw const ffi::PyType_Type)
            && address((*class).tp_new) == address(object_new)
            && (*class).tp_alloc.is_some_and(|alloc| alloc as usize == generic as usize)
            && (*class).tp_flags & IS_ABSTRACT == 0;
        let init = if plain_new { types::lookup(class, c"__init__") } else { std::ptr::null_mut() };
        let init = (!init.is_null() && object::is_exact(init, &raw const ffi::PyFunction_Type))
            .then(|| Box::new(describe_to(init, depth)));
        TypeFacts { name: object::c_text((*class).tp_name), version, plain_new, init }
    }
}
