// Passkeys (WebAuthn): <form data-passkey="sign-in|create"> gets the browser's credential before it is sent.
// The options stand in #passkey-options, or are fetched from data-passkey-options.
import { $, on, ready } from "./dom.js";

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
};
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const descriptors = (list = []) => list.map((item) => ({ ...item, id: bytes(item.id) }));

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) options.allowCredentials = descriptors(options.allowCredentials);
  if (options.excludeCredentials) options.excludeCredentials = descriptors(options.excludeCredentials);
  return { publicKey: options };
}

function writeCredential(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = credential.response[name];
    if (value) response[name] = text(value);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (!form.dataset.passkeyOptions) return JSON.parse($("#passkey-options").textContent);
  const answer = await fetch(form.dataset.passkeyOptions, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

function tell(form, problem) {
  const place = $("[data-passkey-problem]", form);
  place.textContent = problem ? $("[data-passkey-words]", form).dataset[problem] : "";
  place.hidden = !problem;
}

const PROBLEMS = { NotAllowedError: "cancelled", AbortError: "cancelled", SecurityError: "insecure", InvalidStateError: "known" };

async function send(form) {
  tell(form, "");
  try {
    const options = readOptions(await optionsOf(form));
    const creating = form.dataset.passkey === "create";
    const credential = await navigator.credentials[creating ? "create" : "get"](options);
    form.elements.credential.value = JSON.stringify(writeCredential(credential));
    form.submit();
  } catch (error) {
    tell(form, PROBLEMS[error.name] ?? "failed");
  }
}

on("submit", "form[data-passkey]", (event, form) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  send(form);
}, { capture: true });

ready((root) => {
  for (const form of root.querySelectorAll("form[data-passkey]")) {
    if (window.PublicKeyCredential) form.hidden = false;
    else if (!form.hidden) tell(form, window.isSecureContext ? "unsupported" : "insecure");
  }
});
