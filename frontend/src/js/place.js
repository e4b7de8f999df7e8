// Puts a floating box next to what opened it, inside the window.
const GAP = 4;
const EDGE = 8;

export function place(box, anchor, { sameWidth = false } = {}) {
  const spot = anchor.getBoundingClientRect();
  if (sameWidth) box.style.minWidth = `${spot.width}px`;
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const below = innerHeight - spot.bottom - GAP - EDGE;
  const above = spot.top - GAP - EDGE;
  const up = height > below && above > below;
  const left = sameWidth || spot.left + width + EDGE <= innerWidth ? spot.left : spot.right - width;
  box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  box.style.top = `${up ? Math.max(EDGE, spot.top - height - GAP) : spot.bottom + GAP}px`;
  box.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
}
