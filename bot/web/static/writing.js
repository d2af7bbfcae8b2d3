/* Puts standard answers and questions in the message field, to be read and changed; nothing is sent
   by itself. Without this the same buttons load the page again with the text in the field. */
(function () {
  'use strict';
  var send = document.getElementById('send'), box = document.getElementById('standard'),
      search = document.getElementById('zoek'), count = document.getElementById('gevonden');
  if (!send || !box) { return; }
  // This page may be the answer to a form: loaded again it must not send that once more.
  history.replaceState(null, '', send.action.replace(/\/antwoord$/, ''));
  var field = send.elements.tekst, error = document.getElementById('fout'), gap = box.getAttribute('data-gap');
  var items = Array.prototype.slice.call(box.querySelectorAll('.al-standard li'));

  function shown() { return items.filter(function (item) { return !item.hidden; }); }

  function selectGap() {
    var begin = field.value.indexOf(gap), end = field.value.indexOf(']', begin);
    field.focus();
    if (begin < 0 || end < 0) {
      field.setSelectionRange(field.value.length, field.value.length);
      return false;
    }
    field.setSelectionRange(begin, end + 1);
    return true;
  }

  function put(button) {
    var english = document.getElementById('engels').checked && button.getAttribute('data-english');
    var text = english || button.getAttribute('data-text'), typed = field.value.replace(/\s+$/, '');
    field.value = typed ? typed + '\n' + text : text;
    selectGap();
  }

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/), found;
    items.forEach(function (item) {
      var text = item.textContent.toLowerCase();
      item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
    });
    found = shown().length;
    count.textContent = found + (found === 1 ? ' tekst' : ' teksten');
  }

  function step(from, by) {
    var visible = shown(), at = visible.indexOf(from.closest('li')) + by;
    if (at < 0) { search.focus(); } else if (visible[at]) { visible[at].querySelector('button').focus(); }
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-text]');
    if (!button) { return; }
    event.preventDefault();  // the button would load the page again
    put(button);
  });

  box.addEventListener('keydown', function (event) {
    var in_list = event.target.closest('.al-standard');
    if (event.key === 'Escape') { event.preventDefault(); field.focus(); }
    if (event.key === 'Enter' && event.target === search) {
      event.preventDefault();
      if (shown().length) { shown()[0].querySelector('button').focus(); }
    }
    if (event.key === 'ArrowDown' && (in_list || event.target === search)) { event.preventDefault(); step(event.target, 1); }
    if (event.key === 'ArrowUp' && in_list) { event.preventDefault(); step(event.target, -1); }
  });

  search.addEventListener('input', filter);
  document.getElementById('zoek-knop').hidden = true;  // the list follows what is typed

  // Before desk.js sends it: what is still to be filled in is no message.
  document.addEventListener('submit', function (event) {
    if (event.target === send && !(event.submitter && event.submitter.hasAttribute('formaction'))) {
      var holds = field.value.indexOf(gap) >= 0;
      error.hidden = !holds;
      error.textContent = holds ? box.getAttribute('data-refused') : '';
      if (holds) { event.preventDefault(); event.stopImmediatePropagation(); selectGap(); }
    } else if (event.target.classList.contains('al-keep')) {
      event.target.elements.tekst.value = field.value;  // an answer is saved, and the draft stays
    }
  }, true);
})();
