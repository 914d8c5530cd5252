"""What every record of our files has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Nothing but the declared keys, and no change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
