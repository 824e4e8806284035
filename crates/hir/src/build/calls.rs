//! Calls: direct where the callee is known, vectorcall otherwise.

use super::attributes::receiver_class;
use super::frame::{Builder, Knowledge};
use crate::function::{CallInfo, Condition, Imm, Reason, Value};
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::{ClassSet, Type};
use andiron_bytecode::{BuiltinFacts, Class, Convention, Fact, FunctionFacts, Instr, ObjectRef, Op, TypeFacts};

/// Where a parameter of a directly called function comes from.
enum Source {
    /// Argument of that index, receiver included.
    Argument(usize),
    Default(ObjectRef),
}

impl<'a> Builder<'a> {
    pub fn call(&mut self, ins: &'a Instr) {
        let keywords = self.keywords.take().map(|(_, constant)| constant);
        let arguments = self.pop_many(ins.arg as usize);
        let [method, callable] = self.pop_array();
        let result = if self.ty(method) == Type::NULL {
            self.invoke(callable, None, arguments, keywords)
        } else if !self.ty(method).may_be_null() {
            self.invoke(method, Some(callable), arguments, keywords)
        } else {
            let (plain, bound) = (self.inner_block(&[]), self.inner_block(&[]));
            let joined = self.inner_block(&[Type::OBJECT]);
            let is_plain = self.emit(Opcode::IsNull, &[method], Imm::None);
            self.inner_branch(is_plain, (plain, &[]), (bound, &[]));
            self.continue_in(plain);
            let result = self.call_vector(callable, None, &arguments, keywords);
            self.inner_jump(joined, &[result]);
            self.continue_in(bound);
            let method = self.refine(method, ClassSet::ANY);
            let result = self.call_vector(method, Some(callable), &arguments, keywords);
            self.inner_jump(joined, &[result]);
            self.continue_in(joined);
            self.inner_params(joined)[0]
        };
        self.push(result);
    }

    pub(super) fn call_vector(
        &mut self,
        callable: Value,
        receiver: Option<Value>,
        arguments: &[Value],
        keywords: Option<usize>,
    ) -> Value {
        let receiver = receiver.unwrap_or_else(|| self.null());
        let mut operands = vec![callable, receiver];
        operands.extend(arguments);
        let keywords = keywords.map(|constant| self.f.object(&self.code.consts[constant]));
        self.emit(Opcode::CallVector, &operands, Imm::Call(CallInfo::Vector { keywords }))
    }

    /// Calls `callable` with the receiver, if any, and the arguments; `keywords` is the constant that names the last
    /// arguments.
    pub fn invoke(
        &mut self,
        callable: Value,
        receiver: Option<Value>,
        arguments: Vec<Value>,
        keywords: Option<usize>,
    ) -> Value {
        if self.may_speculate()
            && let Some(object) = self.as_constant(callable).cloned()
        {
            let all: Vec<Value> = receiver.into_iter().chain(arguments.iter().copied()).collect();
            let result = match &object.fact {
                Fact::Function(facts) => self.call_function(callable, &object, facts, &all, keywords),
                Fact::Builtin(facts) if keywords.is_none() => self.call_builtin(facts, &all),
                Fact::MethodDescriptor(facts) if keywords.is_none() => self.call_descriptor(facts, &all),
                Fact::Type(facts) => self.call_class(callable, &object, facts, &all, keywords),
                _ => None,
            };
            if let Some(result) = result {
                return result;
            }
        }
        if let (Some(methods), Some(receiver)) = (self.methods.get(&callable).cloned(), receiver)
            && self.may_speculate()
        {
            return self.call_one_of(callable, &methods, receiver, &arguments, keywords);
        }
        self.call_vector(callable, receiver, &arguments, keywords)
    }

    /// Calls the one of `methods` that `callable` is, directly where that is possible.
    fn call_one_of(
        &mut self,
        callable: Value,
        methods: &[ObjectRef],
        receiver: Value,
        arguments: &[Value],
        keywords: Option<usize>,
    ) -> Value {
        let all: Vec<Value> = std::iter::once(receiver).chain(arguments.iter().copied()).collect();
        let joined = self.inner_block(&[Type::OBJECT]);
        // Guards of one arm say nothing to the others.
        let before = self.facts.clone();
        for method in methods {
            let Fact::Function(facts) = &method.fact else { continue };
            let Some(sources) = self.bind_directly(method, facts, all.len(), keywords) else { continue };
            let (this, other) = (self.inner_block(&[]), self.inner_block(&[]));
            let function = self.constant(method);
            let same = self.emit(Opcode::IsSame, &[callable, function], Imm::None);
            self.inner_branch(same, (this, &[]), (other, &[]));
            self.continue_in(this);
            self.guard_function(function, facts, &sources);
            let result = self.call_direct(function, facts.code, &sources, &all);
            self.inner_jump(joined, &[result]);
            self.continue_in(other);
            self.facts.clone_from(&before);
        }
        let result = self.call_vector(callable, Some(receiver), arguments, keywords);
        self.inner_jump(joined, &[result]);
        self.continue_in(joined);
        self.inner_params(joined)[0]
    }

    /// Which argument or default each parameter gets; `None` where the call needs more than that, or is wrong.
    fn bind(&self, callee: &FunctionFacts, count: usize, keywords: Option<usize>) -> Option<Vec<Source>> {
        if callee.variadic || callee.generator {
            return None;
        }
        let names: Vec<&str> = match keywords.map(|constant| &self.code.consts[constant].fact) {
            None => Vec::new(),
            Some(Fact::Tuple(names)) => names
                .iter()
                .map(|name| match &name.fact {
                    Fact::Str(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect::<Option<_>>()?,
            Some(_) => return None,
        };
        let positional_parameters = callee.argcount as usize;
        let total = positional_parameters + callee.kwonlyargcount as usize;
        let positional = count.checked_sub(names.len())?;
        if positional > positional_parameters || callee.parameters.len() < total {
            return None;
        }
        let mut sources: Vec<Option<Source>> =
            (0..total).map(|i| (i < positional).then_some(Source::Argument(i))).collect();
        for (i, name) in names.iter().enumerate() {
            let first = callee.posonlyargcount as usize;
            let parameter = first + callee.parameters[first..total].iter().position(|p| p == name)?;
            if sources[parameter].replace(Source::Argument(positional + i)).is_some() {
                return None;
            }
        }
        let first_default = positional_parameters.checked_sub(callee.defaults.len())?;
        sources
            .into_iter()
            .enumerate()
            .map(|(i, source)| {
                source.or_else(|| {
                    let default = (i < positional_parameters).then(|| i.checked_sub(first_default)).flatten()?;
                    Some(Source::Default(callee.defaults[default].clone()))
                })
            })
            .collect()
    }

    /// Guards that a function still has the code (and defaults) the binding relies on.
    fn guard_function(&mut self, function: Value, facts: &FunctionFacts, sources: &[Source]) {
        if let Some(known) = self.as_constant(function).cloned()
            && self.world.watch_function(&known)
        {
            return;
        }
        self.guard_fact(function, Knowledge::FunctionCode(facts.code));
        if sources.iter().any(|source| matches!(source, Source::Default(_))) {
            self.guard_fact(function, Knowledge::FunctionDefaults(facts.defaults_tuple));
        }
    }

    fn call_direct(&mut self, function: Value, code: usize, sources: &[Source], arguments: &[Value]) -> Value {
        let mut operands = vec![function];
        for source in sources {
            let value = match source {
                Source::Argument(i) => arguments[*i],
                Source::Default(object) => self.constant(object),
            };
            operands.push(value);
        }
        self.emit(Opcode::CallDirect, &operands, Imm::Call(CallInfo::Direct { code }))
    }

    /// How to bind the arguments of a call that goes straight to a function's machine code; `None` where none can.
    fn bind_directly(
        &mut self,
        function: &ObjectRef,
        facts: &FunctionFacts,
        count: usize,
        keywords: Option<usize>,
    ) -> Option<Vec<Source>> {
        let sources = self.bind(facts, count, keywords)?;
        self.world.can_call_directly(function, facts).then_some(sources)
    }

    fn call_function(
        &mut self,
        function: Value,
        object: &ObjectRef,
        facts: &FunctionFacts,
        arguments: &[Value],
        keywords: Option<usize>,
    ) -> Option<Value> {
        let sources = self.bind_directly(object, facts, arguments.len(), keywords)?;
        self.guard_function(function, facts, &sources);
        Some(self.call_direct(function, facts.code, &sources, arguments))
    }

    /// Instantiates a plain class whose `__init__` is a Python function, as `type.__call__` would.
    fn call_class(
        &mut self,
        class: Value,
        object: &ObjectRef,
        facts: &TypeFacts,
        arguments: &[Value],
        keywords: Option<usize>,
    ) -> Option<Value> {
        if let Some(builtin) = self.world.builtin_class(object) {
            return if keywords.is_none() { self.call_builtin_class(builtin, arguments) } else { None };
        }
        let init = facts.init.as_deref().filter(|_| facts.plain_new && facts.version != 0)?;
        let Fact::Function(init_facts) = &init.fact else { return None };
        let sources = self.bind_directly(init, init_facts, arguments.len() + 1, keywords);
        self.guard_fact(class, Knowledge::ClassVersion(facts.version));
        let function = self.constant(init);
        if let Some(sources) = &sources {
            self.guard_function(function, init_facts, sources);
        }
        let id = self.f.object(object);
        let instance = self.emit_typed(Opcode::NewInstance, &[], Imm::Object(id), Some(Type::of(Class::Other)));
        let result = match &sources {
            Some(sources) => {
                let all: Vec<Value> = std::iter::once(instance).chain(arguments.iter().copied()).collect();
                self.call_direct(function, init_facts.code, sources, &all)
            }
            None => self.call_vector(function, Some(instance), arguments, keywords),
        };
        self.helper(Helper::check_init_result, &[result]);
        Some(instance)
    }

    fn call_builtin_class(&mut self, class: Class, arguments: &[Value]) -> Option<Value> {
        let &[argument] = arguments else { return None };
        let known = self.ty(argument).classes.single()?;
        match (class, known) {
            (Class::Float, Class::Float)
            | (Class::Int, Class::Int)
            | (Class::Tuple, Class::Tuple)
            | (Class::Str, Class::Str) => Some(argument),
            (Class::Float, Class::Int) => {
                let int = self.unbox_int(argument);
                let x = self.emit(Opcode::IntToFloat, &[int], Imm::None);
                Some(self.box_float(x))
            }
            (Class::Int, Class::Float) => {
                let x = self.unbox_float(argument);
                let int = self.emit(Opcode::FloatToInt, &[x], Imm::None);
                Some(self.box_int(int))
            }
            (Class::Bool, _) => {
                let truth = self.truth(argument);
                Some(self.box_bool(truth))
            }
            _ => None,
        }
    }

    fn call_builtin(&mut self, facts: &BuiltinFacts, arguments: &[Value]) -> Option<Value> {
        if let Some(result) = self.intrinsic_call(facts, arguments) {
            return Some(result);
        }
        // The one function that can tell a borrowed argument from one on the interpreter's stack.
        let counts_references = facts.owner == "sys" && facts.name == "getrefcount";
        if counts_references || !accepts(facts.convention, arguments.len()) {
            return None;
        }
        let receiver = if facts.receiver == 0 {
            self.null()
        } else {
            let object =
                ObjectRef { address: facts.receiver, class: Class::Other, text: facts.owner.clone(), fact: Fact::None };
            let id = self.f.object(&object);
            self.emit_typed(Opcode::Const, &[], Imm::Object(id), Some(Type::OBJECT))
        };
        Some(self.call_c(facts, receiver, arguments))
    }

    fn call_c(&mut self, facts: &BuiltinFacts, receiver: Value, arguments: &[Value]) -> Value {
        let mut operands = vec![receiver];
        operands.extend(arguments);
        let info = CallInfo::C { function: facts.function, convention: facts.convention };
        self.emit(Opcode::CallC, &operands, Imm::Call(info))
    }

    fn call_descriptor(&mut self, facts: &BuiltinFacts, arguments: &[Value]) -> Option<Value> {
        let (&receiver, rest) = arguments.split_first()?;
        let class = receiver_class(facts)?;
        if !self.is(receiver, class) {
            return None;
        }
        if let (Class::List, "append", &[item]) = (class, facts.name.as_str(), rest) {
            self.helper(Helper::list_append, &[receiver, item]);
            return Some(self.none());
        }
        accepts(facts.convention, rest.len()).then(|| self.call_c(facts, receiver, rest))
    }

    /// Built-in functions computed in place.
    fn intrinsic_call(&mut self, facts: &BuiltinFacts, arguments: &[Value]) -> Option<Value> {
        let is_float = |b: &Self, i: usize| arguments.get(i).is_some_and(|v| b.is(*v, Class::Float));
        match (facts.owner.as_str(), facts.name.as_str(), arguments) {
            ("builtins", "len", &[value]) => {
                let opcode = match self.ty(value).classes.single() {
                    Some(Class::List) => Opcode::ListLen,
                    Some(Class::Tuple) => Opcode::TupleLen,
                    Some(Class::Str) => Opcode::StrLen,
                    Some(Class::Dict) => Opcode::DictLen,
                    _ => return Some(self.helper_of(Helper::len, &[value], Class::Int)),
                };
                let size = self.emit(opcode, &[value], Imm::None);
                Some(self.box_int(size))
            }
            ("builtins", "isinstance", &[value, class]) => {
                let exact = self.as_constant(class).cloned().and_then(|object| self.world.builtin_class(&object));
                let truth = if exact.is_some_and(|exact| self.is(value, exact)) {
                    self.emit(Opcode::ConstBool, &[], Imm::Bool(true))
                } else {
                    self.helper(Helper::isinstance, &[value, class])
                };
                Some(self.box_bool(truth))
            }
            ("builtins", "abs", &[value]) | ("math", "fabs", &[value]) if is_float(self, 0) => {
                let x = self.unbox_float(value);
                let x = self.emit(Opcode::FloatAbs, &[x], Imm::None);
                Some(self.box_float(x))
            }
            ("math", name, &[value]) if is_float(self, 0) && self.may_speculate() && math_function(name).is_some() => {
                let x = self.unbox_float(value);
                let y = self.helper(math_function(name)?, &[x]);
                // Where the answer is not finite, `math` finds out whether that is an error.
                let difference = self.emit(Opcode::FloatSub, &[y, y], Imm::None);
                let zero = self.emit(Opcode::ConstF64, &[], Imm::Float(0.0));
                let finite = self.emit(Opcode::FloatCompare, &[difference, zero], Imm::Condition(Condition::Eq));
                self.emit(Opcode::GuardTrue, &[finite], Imm::None);
                Some(self.box_float(y))
            }
            ("math", "sqrt", &[value]) if is_float(self, 0) => {
                let x = self.unbox_float(value);
                let x = self.emit(Opcode::FloatSqrt, &[x], Imm::None);
                Some(self.box_float(x))
            }
            _ => None,
        }
    }

    pub fn call_function_ex(&mut self, ins: &'a Instr) {
        let keywords = if ins.arg & 1 != 0 { self.pop() } else { self.null() };
        let [_, callable, arguments] = self.pop_array();
        let frame = self.frame_pointer();
        let result = self.helper(Helper::call_function_ex, &[frame, callable, arguments, keywords]);
        self.push(result);
    }

    pub fn intrinsic(&mut self, ins: &'a Instr) {
        const INTRINSIC_STOPITERATION_ERROR: u32 = 3;
        const INTRINSIC_ASYNC_GEN_WRAP: u32 = 4;
        const INTRINSIC_UNARY_POSITIVE: u32 = 5;
        const INTRINSIC_LIST_TO_TUPLE: u32 = 6;
        const INTRINSIC_PREP_RERAISE_STAR: u32 = 1;
        let number = ins.arg;
        if ins.op == Op::CALL_INTRINSIC_2 {
            if number != INTRINSIC_PREP_RERAISE_STAR {
                return self.exit(Reason::Unsupported);
            }
            let [first, second] = self.pop_array();
            let number = self.int(number.into());
            let result = self.helper(Helper::intrinsic_2, &[number, first, second]);
            return self.push(result);
        }
        let unsupported = number == 0
            || number > INTRINSIC_LIST_TO_TUPLE
            || matches!(number, INTRINSIC_STOPITERATION_ERROR | INTRINSIC_ASYNC_GEN_WRAP);
        if unsupported {
            return self.exit(Reason::Unsupported);
        }
        let value = self.pop();
        if number == INTRINSIC_UNARY_POSITIVE && (self.is(value, Class::Int) || self.is(value, Class::Float)) {
            return self.push(value);
        }
        let frame = self.frame_pointer();
        let kind = self.int(number.into());
        let result = match number {
            INTRINSIC_LIST_TO_TUPLE => self.helper_of(Helper::intrinsic_1, &[frame, kind, value], Class::Tuple),
            _ => self.helper(Helper::intrinsic_1, &[frame, kind, value]),
        };
        self.push(result);
    }

    pub fn make_function(&mut self, ins: &'a Instr) {
        let code = self.pop();
        let parts = self.pop_many((ins.arg & 15).count_ones() as usize);
        let frame = self.frame_pointer();
        let flags = self.int(ins.arg.into());
        let mut operands = vec![frame, code, flags];
        operands.extend(parts);
        let function = self.helper_of(Helper::make_function, &operands, Class::Function);
        self.push(function);
    }
}

/// The C library's function behind one of `math`.
fn math_function(name: &str) -> Option<Helper> {
    Some(match name {
        "sin" => Helper::float_sin,
        "cos" => Helper::float_cos,
        "tan" => Helper::float_tan,
        "asin" => Helper::float_asin,
        "acos" => Helper::float_acos,
        "atan" => Helper::float_atan,
        "exp" => Helper::float_exp,
        _ => return None,
    })
}

/// Whether a C function of that convention takes so many positional arguments.
fn accepts(convention: Convention, count: usize) -> bool {
    match convention {
        Convention::NoArgs => count == 0,
        Convention::O => count == 1,
        Convention::Fast => true,
        Convention::FastWithKeywords | Convention::Other => false,
    }
}
