// The whole script of public forms: sent once, drafts, conditional questions, files.
import "./forms.js";
import "./files.js";
