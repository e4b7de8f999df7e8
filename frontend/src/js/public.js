// The whole script of public forms: sent once, drafts, conditional questions, files, boxes that propose.
import "./say.js";
import "./forms.js";
import "./files.js";
import "./combobox.js";
import "./fill.js";
