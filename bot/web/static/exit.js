/* Quick exit: "Sluit website direct", or Shift three times. Tiny and first: depends on nothing.
   Each step covers a failure of another one; docs/decisions/0005 says which. */
(function () {
  'use strict';
  var form = document.querySelector('[data-exit]');
  var gone = false, presses = 0, timer = 0, combined = false;
  if (!form) { return; }

  function empty() {
    document.body.className = 'al-gone';
    document.title = '\u200b';
    while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }
  }

  function leave() {
    if (gone) { return; }
    gone = true;
    var secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = 'weg=1; path=/; max-age=900; SameSite=Strict' + secure;
    try { if (window.stopChat) { window.stopChat(); } } catch (ignored) {}
    empty();
    try { sessionStorage.clear(); } catch (ignored) {}
    try { navigator.sendBeacon('/weg?b=1'); } catch (ignored) {}
    location.replace(form.getAttribute('data-exit'));
  }

  window.leaveNow = leave;
  form.addEventListener('submit', function (event) { event.preventDefault(); leave(); });

  document.addEventListener('keyup', function (event) {
    if (event.key === 'Shift' && !combined) {
      presses += 1;
      clearTimeout(timer);
      timer = setTimeout(function () { presses = 0; }, 5000);
      if (presses >= 3) { leave(); }
    } else {
      presses = 0;
    }
    combined = event.shiftKey;
  }, true);

  // A page that the browser kept (bfcache) is never shown again: ask the server what is true.
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { empty(); location.reload(); }
  });

  // Starting replaces the page instead of adding one, so the history keeps a single entry.
  // A code that is not known is told by the server, on a page of its own.
  var starts = document.querySelectorAll('[data-start]');
  for (var i = 0; window.fetch && i < starts.length; i += 1) { starts[i].addEventListener('submit', begin); }

  function begin(event) {
    var form = event.target, said = { start: 'ja' };
    if (form.elements.code) { said.code = form.elements.code.value; }
    event.preventDefault();
    fetch('/', { method: 'POST', credentials: 'same-origin', body: new URLSearchParams(said) })
      .then(function (response) { return response.ok; }, function () { return false; })
      .then(function (done) { if (done) { location.replace('/'); } else { submit(form); } });
  }

  // form.submit() leaves out the button, and with it what to do.
  function submit(form) {
    var what = document.createElement('input');
    what.type = 'hidden';
    what.name = 'start';
    what.value = 'ja';
    form.appendChild(what);
    form.submit();
  }
})();
