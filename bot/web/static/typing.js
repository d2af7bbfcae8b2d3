/* A colleague writes: seen as long as that lasts, and said to who listens once for each answer. */
(function () {
  'use strict';
  var seen = document.getElementById('typing'), said = document.getElementById('typing-said'),
      LASTS = 6000, timer = 0;
  if (!seen || !said) { return; }
  var words = JSON.parse(document.getElementById('log').getAttribute('data-words'));

  document.addEventListener('typing', function (event) {
    clearTimeout(timer);
    seen.textContent = event.detail ? words.typt : '';
    if (event.detail) {
      if (!said.textContent) { said.textContent = words.typt; }
      timer = setTimeout(function () { seen.textContent = ''; }, LASTS);
    } else {
      said.textContent = '';
    }
  });
})();
