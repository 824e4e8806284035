"""SQLAlchemy's half of the data: who bought what."""

from __future__ import annotations

import datetime
import random

from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload
from sqlalchemy.pool import StaticPool

#: One connection for all threads: a database in memory is its connection's.
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    city: Mapped[str]
    orders: Mapped[list[Order]] = relationship(back_populates="customer")


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    placed: Mapped[datetime.date]
    customer: Mapped[Customer] = relationship(back_populates="orders")
    lines: Mapped[list[Line]] = relationship(back_populates="order")


class Line(Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    product: Mapped[int]
    quantity: Mapped[int]
    price: Mapped[float]
    order: Mapped[Order] = relationship(back_populates="lines")


def fill() -> None:
    chance = random.Random(0)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(100):
            customer = Customer(name=f"Customer {number}", city=chance.choice(["Oslo", "Lima", "Cairo", "Turin"]))
            for _ in range(chance.randrange(1, 8)):
                day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(365))
                lines = [
                    Line(product=chance.randrange(1, 201), quantity=chance.randrange(1, 5), price=chance.random() * 100)
                    for _ in range(chance.randrange(1, 6))
                ]
                customer.orders.append(Order(placed=day, lines=lines))
            session.add(customer)
        session.commit()


def of_customer(number: int) -> list[dict[str, object]]:
    """The customer's orders, with their lines."""
    query = select(Order).where(Order.customer_id == number).options(selectinload(Order.lines)).order_by(Order.placed)
    with Session(engine) as session:
        return [
            {
                "placed": order.placed.isoformat(),
                "lines": [(line.product, line.quantity, round(line.price, 2)) for line in order.lines],
                "total": round(sum(line.quantity * line.price for line in order.lines), 2),
            }
            for order in session.scalars(query)
        ]


def by_city() -> list[tuple[str, int, float]]:
    total = func.sum(Line.quantity * Line.price)
    query = (
        select(Customer.city, func.count(Order.id.distinct()), total)
        .join(Customer.orders)
        .join(Order.lines)
        .group_by(Customer.city)
        .order_by(total.desc())
    )
    with Session(engine) as session:
        return [(city, orders, round(sum_, 2)) for city, orders, sum_ in session.execute(query)]


def lines() -> list[tuple[datetime.date, str, int, float]]:
    query = select(Order.placed, Customer.city, Line.quantity, Line.price).join(Order.customer).join(Order.lines)
    with Session(engine) as session:
        return [tuple(row) for row in session.execute(query.limit(600))]
