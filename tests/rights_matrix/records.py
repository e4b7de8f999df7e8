from essaim.engines.records.api import Field, RecordType, declare
from essaim.engines.rights.api import resources

from . import table

for _code in table.resources():
    if _code in resources:
        declare(
            RecordType(
                name=f"papers-{_code}",
                slug=f"pieces-{_code}",
                model="rights_matrix.Paper",
                resource=_code,
                label="Pièce",
                label_plural="Pièces",
                base_filter={"kind": _code},
                default_sort=("name",),
                reach={"mine": ("created_by",)},
                in_menu=False,
                custom_fields=False,
                fields=(
                    Field("name", "Nom", required=True, default_column=True, quick=True, search_weight=3),
                ),
            )
        )
