"""读延期概率 · How late a parcel may be, as its list says: a whole distribution, or an issue; nothing is completed."""

from __future__ import annotations

from landsupply.ledger.desk import Line
from landsupply.measure.fault import MeasureFault
from landsupply.measure.lateness import MOST_MONTHS, Lateness, read_lateness


def read_delay(line: Line) -> Lateness | None:
    """延期概率 · Months late with probabilities.

    L176 where it is not written so, L177 where the probabilities do not sum to one, L178 for a month that is none or
    stands twice.
    """
    text = line.text("lateness")
    if not text:
        return None
    try:
        return read_lateness(text)
    except MeasureFault as fault:
        if fault.code == "M011":
            line.note("L177", "lateness", sum=str(fault.facts["raw"]))
        elif fault.code == "M012":
            line.note("L178", "lateness", most=MOST_MONTHS)
        else:
            line.note("L176", "lateness")
        return None
