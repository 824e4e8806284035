"""Classes redefined under hot code: methods, properties, bases, __class__, __getattr__ added later."""
from transcript import repeat, show


class Animal:
    legs = 4

    def speak(self):
        return "..."

    def describe(self):
        return self.speak(), self.legs


class Dog(Animal):
    pass


class Cat(Animal):
    def speak(self):
        return "meow"


pet = Dog()


def use(o):
    return o.describe(), o.speak()


repeat(use, pet)
Animal.speak = lambda self: "changed"
show("method replaced", use, pet)
repeat(use, pet, times=500)
Dog.speak = lambda self: "woof"
show("method added below", use, pet)
del Dog.speak
show("and deleted", use, pet)
Dog.legs = property(lambda self: "property")
show("property", use, pet)
del Dog.legs
pet.legs = 3
show("in the instance", use, pet)
pet.speak = lambda: "own"
show("own method", use, pet)
del pet.speak
pet.__class__ = Cat
show("other class", use, pet)
Dog.__bases__ = (Cat,)
show("other bases", use, Dog())
Animal.legs = 6
show("class attribute", use, Dog())
del Animal.describe
show("no method", use, pet)
Animal.__getattr__ = lambda self, name: lambda: name
show("getattr added", use, pet)


def in_loop():
    class Local:
        def step(self):
            return 1

    o, total = Local(), 0
    for i in range(4000):
        total += o.step()
        if i == 2000:
            Local.step = lambda self: 100
        if i == 3000:
            o.step = lambda: 10000
    return total


repeat(in_loop, times=6)
