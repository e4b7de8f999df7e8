// Builds what browsers load: app, public, agenda, boards and library (their pages alone) in .css and .js, sprite.svg and the font.
// `--icons` rebuilds the sprite alone, `--watch` builds again when a source changes.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, watch, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const out = join(root, "src/essaim/kit/static/essaim/build");
const target = ["chrome114", "firefox114", "safari16.4"];

function walk(folder, ends, found = []) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["node_modules", "build", "__pycache__", "locale"].includes(entry.name)) walk(path, ends, found);
    } else if (ends.some((end) => entry.name.endsWith(end))) found.push(path);
  }
  return found;
}

// {% icon "name" %}, icon="name", "icon": "name", icon("name") in templates, Python and JavaScript.
const ICON = /\bicon(?:=|["']\s*:\s*|\(|\s+)["']([a-z0-9-]+)["']/g;

function iconsUsed() {
  const used = new Map();
  for (const line of readFileSync(join(here, "icons.txt"), "utf8").split("\n")) {
    const names = line.replace(/#.*/, "").split(/\s+/).filter(Boolean);
    for (const name of names) used.set(name, "frontend/icons.txt");
  }
  for (const path of [...walk(join(root, "src"), [".html", ".py"]), ...walk(join(here, "src/js"), [".js"])]) {
    if (path.includes("/tests/")) continue;
    for (const match of readFileSync(path, "utf8").matchAll(ICON)) used.set(match[1], relative(root, path));
  }
  return used;
}

function iconFile(name) {
  const filled = name.endsWith("-filled");
  const folder = join(here, "node_modules/@tabler/icons/icons", filled ? "filled" : "outline");
  return { filled, path: join(folder, `${filled ? name.slice(0, -7) : name}.svg`) };
}

function buildSprite() {
  const used = iconsUsed();
  const missing = [...used].filter(([name]) => !existsSync(iconFile(name).path));
  if (missing.length) {
    for (const [name, path] of missing) console.error(`no such Tabler icon: "${name}" (${path})`);
    throw new Error("unknown icons");
  }
  const symbols = [...used.keys()].sort().map((name) => {
    const { filled, path } = iconFile(name);
    const inner = readFileSync(path, "utf8")
      .replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")
      .replace(/\s*\n\s*/g, "").replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/ \/>/g, "/>");
    return `<symbol id="${name}" viewBox="0 0 24 24"${filled ? ' fill="currentColor" stroke="none"' : ""}>${inner}</symbol>`;
  });
  writeFileSync(join(out, "sprite.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
  return symbols.length;
}

// FullCalendar writes a <style> element, which our Content-Security-Policy refuses: its sheets go to agenda.css.
const sheets = new Map();
const fullCalendar = {
  name: "fullcalendar-sheets",
  setup(build) {
    build.onLoad({ filter: /@fullcalendar[\\/].*\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8")
        .replace(/^var css_248z = ("(?:[^"\\]|\\.)*");$/m, (whole, text) => { sheets.set(path, JSON.parse(text).replace(/@font-face\s*{[^}]*}/g, "")); return 'var css_248z = "";'; })
        .replace("function registerStylesRoot(rootNode) {", "function registerStylesRoot(rootNode) {\n    return;");
      return { contents: source, loader: "js" };
    });
  },
};

async function buildCss(name) {
  const [sass, esbuild] = [await import("sass"), await import("esbuild")];
  const compiled = sass.compile(join(here, `src/css/${name}.scss`), {
    loadPaths: [join(here, "node_modules")], style: "expanded", quietDeps: true,
  });
  const before = name === "agenda" ? [...sheets.keys()].sort().map((path) => sheets.get(path)).join("\n") : "";
  const small = await esbuild.transform(before + compiled.css, { loader: "css", minify: true, target, legalComments: "none" });
  writeFileSync(join(out, `${name}.css`), small.code);
}

async function buildJs(name) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [join(here, `src/js/${name}.js`)], outfile: join(out, `${name}.js`), logOverride: { "import-is-undefined": "error" }, bundle: true, minify: true,
    format: "iife", target, legalComments: "none", sourcemap: false,
    plugins: [fullCalendar],
  });
}

function copyAssets() {
  copyFileSync(
    join(here, "node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2"), join(out, "figtree.woff2"),
  );
}

function report() {
  for (const name of readdirSync(out).filter((entry) => !entry.startsWith(".")).sort()) {
    const content = readFileSync(join(out, name));
    const packed = name.endsWith("woff2") ? content.length : gzipSync(content, { level: 9 }).length;
    console.log(`${name.padEnd(16)} ${String(content.length).padStart(8)} B   ${(packed / 1024).toFixed(1).padStart(6)} kB sent`);
  }
}

async function buildAll() {
  const start = Date.now();
  mkdirSync(out, { recursive: true });
  copyAssets();
  const icons = buildSprite();
  const names = (kind, ext) => ["app", "public", "agenda", "boards", "library"].filter((name) => existsSync(join(here, `src/${kind}/${name}.${ext}`)));
  await Promise.all(names("js", "js").map(buildJs));
  for (const name of names("css", "scss")) await buildCss(name);
  report();
  console.log(`${icons} icons, ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

if (process.argv.includes("--icons")) {
  mkdirSync(out, { recursive: true });
  buildSprite();
} else if (process.argv.includes("--watch")) {
  const safely = () => buildAll().catch((error) => console.error(error.message));
  await safely();
  let timer;
  watch(join(here, "src"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(safely, 120);
  });
} else {
  try {
    await buildAll();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
