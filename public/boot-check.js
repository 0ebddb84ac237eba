// Runs before anything else, and in any browser that runs scripts at all: hence the old syntax. The page holds
// a plain text for browsers that can't run the app; this hides it where the app can run, and shows it again,
// with a way to try once more, where the app then does not start.
(function () {
  var root = document.documentElement;
  var works = false;
  try {
    // The eight bytes every module begins with.
    var header = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    works = typeof WebAssembly === 'object' && WebAssembly.validate(header);
  } catch (error) {
    works = false;
  }
  if (!works) return;
  root.setAttribute('data-boot', 'starting');
  function show() {
    var boot = document.getElementById('boot');
    // Once the app stands, the text is gone from the page, and errors are the app's own affair.
    if (!boot) return;
    root.setAttribute('data-boot', 'late');
    boot.querySelector('button').onclick = function () { location.reload(); };
  }
  // A server that never answers is no error; whoever waits gets something to read and a way to try again. The app
  // takes the text away as soon as it starts.
  setTimeout(show, 10000);
  window.addEventListener('unhandledrejection', show);
  // In the capture phase, as errors of loading a file don't bubble.
  window.addEventListener('error', show, true);
})();
