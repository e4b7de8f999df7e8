from essaim.kit.modules import ModuleConfig


class SamplesConfig(ModuleConfig):
    """Record types for the tests of the lowest engines, which know no real one."""

    name = "tests.samples"
    label = "samples"
