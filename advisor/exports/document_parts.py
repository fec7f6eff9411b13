"""Pieces of which all parts of the result document are made."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Percentage = Annotated[int, Field(ge=0, le=100)]
ShareOfOne = Annotated[float, Field(ge=0, le=1)]


class DocumentPart(BaseModel):
    """A part of the document."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Number(DocumentPart):
    """A number, exactly and to read."""

    exact: Annotated[str, Field(pattern=r"^-?[0-9]+(/[1-9][0-9]*)?$")]
    """The exact value as a fraction in lowest terms, such as “1234/17”, or as an integer, such as “0”."""
    decimal: float
    """The same, rounded to six decimals."""
