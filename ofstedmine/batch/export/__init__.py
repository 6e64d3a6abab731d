"""A dataset in the formats that other programs open.

`sheets` says what goes into an export, `store` puts it in order on the disk, and each format has a
module that writes it: `workbook`, `csv_files`, `json_lines`, `database`, `parquet_files`.
"""
