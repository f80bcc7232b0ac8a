"""Places, each kept once and shared by the events that are held there."""

from dataclasses import replace

from sqlmodel import Session, col, select

from calendars.events.folding import findable
from calendars.reading import mention
from calendars.reading.places import resolve
from calendars.store.tables import Event, Place


def resolved(name: str, country: str | None) -> mention.Place:
    """The place that a person means by a name, or by a venue and its town.

    The name stays as the person wrote it; coordinates and zone are those of the town. What
    cannot be resolved, or only in another country, stays a name.

    >>> resolved("Manege, Moscow", "RU").zone
    'Europe/Moscow'
    """
    near = (country,) if country else ()
    for told in (name, name.rsplit(",", 1)[-1].strip()):
        place = resolve(told, near)
        if place.country and country in (None, place.country):
            return replace(place, name=name)
    return mention.Place(name, country)


def keep(session: Session, place: mention.Place) -> Place:
    """The row of a place, made where there is none yet."""
    statement = select(Place).where(
        col(Place.name) == place.name,
        col(Place.country_key) == (place.country or ""),
        col(Place.geonames_key) == (place.geonames_id or 0),
    )
    known = session.exec(statement).one_or_none()
    if known is not None:
        return known
    row = Place(
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        zone=place.zone,
        geonames_id=place.geonames_id,
        search_text=findable(place.name),
        country_key=place.country or "",
        geonames_key=place.geonames_id or 0,
    )
    session.add(row)
    session.flush()
    return row


def place_of(session: Session, event: Event) -> mention.Place | None:
    """The place of an event as reading knows places."""
    row = session.get(Place, event.place_id) if event.place_id else None
    if row is None:
        return None
    return mention.Place(
        row.name, row.country, row.latitude, row.longitude, row.zone, row.geonames_id
    )
