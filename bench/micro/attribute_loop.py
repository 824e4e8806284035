"""A method in a loop that reads and updates attributes of self."""


class Particle:
    def __init__(self):
        self.x = 0.0
        self.v = 1.0
        self.steps = 0

    def step(self, dt):
        self.x += self.v * dt
        self.v -= self.x * dt
        self.steps += 1


def run():
    particle = Particle()
    for _ in range(300_000):
        particle.step(0.001)
    return particle.x, particle.v, particle.steps
