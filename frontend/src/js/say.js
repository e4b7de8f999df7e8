// Public pages have no toasts: what is to be said stands above the form, and is read aloud.
document.addEventListener("es:toast", ({ detail }) => {
  const main = document.querySelector("main");
  let line = main?.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("div");
    line.dataset.said = "";
    main?.prepend(line);
  }
  line.className = `alert alert-${detail.level ?? "info"}`;
  line.textContent = detail.text;
  const spoken = document.getElementById("es-said");
  if (spoken) spoken.textContent = detail.text;
  if (detail.level !== "info") line.scrollIntoView({ block: "nearest" });
});
