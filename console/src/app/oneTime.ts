/** The token `holdfast ui` put behind the address; taken out of the address bar and the history before anything else happens. */
export function takeOneTimeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('one_time');
  if (token !== null) {
    history.replaceState(null, '', location.pathname + location.search);
  }
  return token;
}
