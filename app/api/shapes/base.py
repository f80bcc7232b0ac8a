"""What every resource's requests are made of."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Path(ge=1, lt=2**63, description="The number of the record.")]
Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class Body(BaseModel):
    """A request's body; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")
