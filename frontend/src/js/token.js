// The CSRF token, for what is sent without htmx.
export function csrf() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.body.dataset.csrf;
}
