// Sets Lodestar's packages to their minimal preset. To be imported before any of them.
import { PresetName, setActivePreset } from '@lodestar/params/setPreset'

setActivePreset(PresetName.minimal)
