"""Cooperative methods through super(), classmethods, staticmethods and properties."""


class Base:
    made = 0

    def __init__(self, value):
        self._value = value

    @property
    def value(self):
        return self._value

    @classmethod
    def make(cls, value):
        cls.made += 1
        return cls(value)

    @staticmethod
    def scale(value):
        return value * 2


class Derived(Base):
    def __init__(self, value):
        super().__init__(value + 1)

    @property
    def value(self):
        return super().value + self.scale(1)


def run():
    Derived.made = 0
    return sum(Derived.make(i).value for i in range(100_000)), Derived.made
