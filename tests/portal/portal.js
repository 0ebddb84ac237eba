// The demo portal. The address says what to embed: `?site=ADDRESS` of Landfall, and once for each frame `embed=` with
// the attributes as a query: `?site=…&embed=view%3Dcases%26lang%3Den`. What the frames say stands in `window.heard`.
const asked = new URLSearchParams(location.search);
const script = document.createElement('script');
script.src = new URL('landfall-embed.js', asked.get('site'));
document.head.append(script);
window.heard = [];
for (const attributes of asked.getAll('embed')) {
  const element = document.createElement('landfall-embed');
  for (const [name, value] of new URLSearchParams(attributes)) element.setAttribute(name, value);
  for (const kind of ['ready', 'navigate', 'error']) {
    element.addEventListener(`landfall-${kind}`, ({ detail }) => window.heard.push({ id: element.id, at: performance.now(), ...detail }));
  }
  document.getElementById('place').append(element);
}
// Everything, also what no element answers to.
window.raw = [];
window.addEventListener('message', ({ data, origin }) => window.raw.push({ origin, at: performance.now(), ...data }));
