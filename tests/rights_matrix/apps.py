from essaim.kit.modules import ModuleConfig


class RightsMatrixConfig(ModuleConfig):
    """One record type for each line "moyen" of the training centre's matrix, to see it enforced everywhere."""

    name = "tests.rights_matrix"
    label = "rights_matrix"
