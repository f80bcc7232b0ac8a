"""Parts of the earth that places lie in, as conditions on their table."""

import math
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col

from calendars.store.tables import Place

NORTH = 90.0
EAST = 180.0
EARTH_KM = 6371.0088
FARTHEST_KM = 20_015


@dataclass(frozen=True, slots=True)
class Circle:
    """What lies around a point, in degrees, within a radius in kilometres."""

    latitude: float
    longitude: float
    radius_km: float

    def holds(self) -> ColumnElement[bool]:
        """Whether a place lies within, on a sphere of the earth's mean radius (haversine)."""
        half = math.pi / 360
        up = func.sin((col(Place.latitude) - self.latitude) * half)
        along = func.sin((col(Place.longitude) - self.longitude) * half)
        shrunk = func.cos(col(Place.latitude) * (2 * half)) * math.cos(2 * half * self.latitude)
        farthest = math.sin(min(self.radius_km / (2 * EARTH_KM), math.pi / 2)) ** 2
        return up * up + shrunk * along * along <= farthest


@dataclass(frozen=True, slots=True)
class Box:
    """What lies between two meridians and two parallels, in degrees (RFC 7946 §5).

    Where west lies east of east, it crosses the antimeridian.
    """

    west: float
    south: float
    east: float
    north: float

    def holds(self) -> ColumnElement[bool]:
        """Whether a place lies within."""
        east_of, west_of = (
            col(Place.longitude) >= self.west,
            col(Place.longitude) <= self.east,
        )
        within = and_(east_of, west_of) if self.west <= self.east else or_(east_of, west_of)
        return and_(col(Place.latitude).between(self.south, self.north), within)

    def __str__(self) -> str:
        """The box as a filter tells it."""
        return f"{self.west:.12g},{self.south:.12g},{self.east:.12g},{self.north:.12g}"
