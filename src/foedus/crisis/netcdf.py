"""netCDF files in memory: the classic format, by scipy, the same bytes for the same arrays; xarray reads them.

Written without xarray, which would load pandas: half of the memory that a whole crisis takes. Needs the extra
`ensembles`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def netcdf_bytes(variables: Mapping[str, tuple[tuple[str, ...], NDArray[Any]]], attributes: Mapping[str, str]) -> bytes:
    """A file of arrays with named axes; text becomes an array of characters; arrays without an entry are left out."""
    from scipy.io import netcdf_file

    out = io.BytesIO()
    file = netcdf_file(out, "w", version=2)
    for name, value in attributes.items():
        setattr(file, name, value.encode() or b"\x00")
    for name, (axes, array) in variables.items():
        if not array.size:
            continue
        text = array.dtype.kind == "U"
        held, dims = (_characters(array), (*axes, f"{name}_letters")) if text else (array, axes)
        for axis, length in zip(dims, held.shape, strict=True):
            if axis not in file.dimensions:
                file.createDimension(axis, length)
        into = file.createVariable(name, held.dtype, dims)
        into[:] = held
        if text:
            into._Encoding = b"utf-8"
    file.flush()
    found = out.getvalue()
    file.close()
    return found


def _characters(text: NDArray[np.str_]) -> NDArray[Any]:
    encoded = np.char.encode(text, "utf-8")
    return np.ascontiguousarray(encoded).view("S1").reshape(*text.shape, encoded.dtype.itemsize)


def read_netcdf(file: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The arrays and attributes of a file of `netcdf_bytes`."""
    from scipy.io import netcdf_file

    with netcdf_file(file, "r", mmap=False) as data:
        arrays = {name: _native(variable.data) for name, variable in data.variables.items()}
        told = {name: bytes(value).decode().strip("\x00") for name, value in data._attributes.items()}
    return arrays, told


def _native(array: NDArray[Any]) -> NDArray[Any]:
    """In the machine's own order of bytes; characters as text again."""
    if array.dtype.kind == "S":
        return np.char.decode(np.ascontiguousarray(array).view(f"S{array.shape[-1]}")[..., 0], "utf-8")
    return array.astype(array.dtype.newbyteorder("="))
