"""Hot loops at the level of a module, in class bodies and in exec: names live in dictionaries there."""
from transcript import show

total = 0
for i in range(20000):
    total += i
    if i == 15000:
        total = float(total)
print(total, i)

n, text = 0, ""
while n < 20000:
    n += 1
    if n % 4000 == 0:
        text += str(n)
        globals()["extra"] = n
print(n, text, extra)

for i in range(20000):
    if i == 19000:
        len = lambda x: "shadowed"
    size = len([1, 2])
print(size)
del len


class Body:
    total = 0
    for k in range(10000):
        total += k
    items = [total + x for x in (1, 2)] if False else None


print(Body.total, Body.k)
space = {"limit": 10000}
exec("""
count = 0
for j in range(limit):
    count += j % 3
    if j == 9000:
        limit = "changed"
""", space)
print(space["count"], space["limit"])
try:
    for i in range(20000):
        if i == 12345:
            del total
        total
except NameError as error:
    print(error, i)


def once():
    out, x = [], 1
    for i in range(50000):
        x = (x * 31 + i) % 1000003
        if i % 10000 == 0:
            out.append(x)
    return out, x


show("once", once)
