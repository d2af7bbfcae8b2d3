/* The desk without reloading: one event stream brings the queue, new messages and fields. The
   pieces of page come from our own server, which escaped them. */
(function () {
  'use strict';
  var desk = document.querySelector('.al-desk'), queue = document.getElementById('queue'),
      log = document.getElementById('log'), facts = document.getElementById('facts'),
      notes = document.getElementById('notes'), news = document.getElementById('news'), send = document.getElementById('send');
  if (!desk || !window.EventSource) { return; }
  var open = desk.getAttribute('data-conversation'), going = false;

  function latest() {
    var shown = log ? log.querySelectorAll('[data-number]') : [];
    return shown.length ? Number(shown[shown.length - 1].getAttribute('data-number')) : 0;
  }

  function listen() {
    var source = new EventSource('/balie/stroom?pagina=' + desk.getAttribute('data-page') + '&na=' + latest() + (open ? '&gesprek=' + open : ''));
    source.addEventListener('rij', function (event) { queue.innerHTML = JSON.parse(event.data).html; });
    source.addEventListener('alarm', function (event) {
      document.dispatchEvent(new CustomEvent('alarm', { detail: JSON.parse(event.data).html }));
    });
    source.addEventListener('feiten', function (event) { if (facts) { facts.innerHTML = JSON.parse(event.data).html; } });
    source.addEventListener('notities', function (event) { if (notes) { notes.innerHTML = JSON.parse(event.data).html; } });
    source.addEventListener('bericht', function (event) {
      var said = JSON.parse(event.data);
      if (!log || said.nummer <= latest()) { return; }
      log.insertAdjacentHTML('beforeend', said.html);
      log.scrollTop = log.scrollHeight;
    });
    source.addEventListener('stand', function () {
      if (going) { return; }
      if (send && send.elements.tekst.value) {
        news.textContent = 'De stand van dit gesprek is veranderd. Laad de pagina opnieuw.';
      } else { location.reload(); }
    });
    source.addEventListener('einde', function () { source.close(); location.reload(); });
    source.onopen = function () { news.textContent = ''; };
    source.onerror = function () {
      news.textContent = 'Verbinding wordt hersteld';
      if (source.readyState === 2) { setTimeout(listen, 5000); }
    };
    window.addEventListener('pagehide', function () { source.close(); });
  }

  if (send && window.fetch) {
    send.addEventListener('submit', function (event) {
      if (event.submitter && event.submitter.hasAttribute('formaction')) { return; }  // it fills the field, and sends nothing
      event.preventDefault();
      var body = new URLSearchParams(new FormData(send)), field = send.elements.tekst, text = field.value;
      function back(why) {
        field.value = text + (field.value ? '\n' + field.value : '');
        news.textContent = why;
      }
      field.value = '';
      fetch(send.action, { method: 'POST', credentials: 'same-origin', body: body, headers: { 'X-Token': body.get('token') } }).then(function (response) {
        if (response.status === 204) { news.textContent = ''; } else { back('Het bericht is niet verstuurd.'); }
        field.focus();
      }, function () { back('Geen verbinding. Het bericht is niet verstuurd.'); });
    });
    send.elements.tekst.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send.requestSubmit(); }
    });
  }
  // A form is under way to a page of its own: to load this one again would undo that.
  document.addEventListener('submit', function (event) { if (!event.defaultPrevented) { going = true; } });
  if (log) { log.scrollTop = log.scrollHeight; }
  listen();
})();
