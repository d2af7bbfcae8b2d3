/* The desk without reloading: one event stream brings the queue, and of every conversation on the
   page new messages and fields. The pieces of page come from our own server, which escaped them. */
(function () {
  'use strict';
  var desk = document.querySelector('.al-desk'), queue = document.getElementById('queue'),
      news = document.getElementById('news'), own = document.getElementById('own'), going = false,
      places = { feiten: '#facts', notities: '#notes', bezoeker: '[data-piece=bezoeker]' };
  if (!desk || !window.EventSource) { return; }
  var side = desk.hasAttribute('data-side');
  var talks = Array.prototype.map.call(document.querySelectorAll('[data-conversation]'), function (root) {
    return { id: root.getAttribute('data-conversation'), root: root, log: root.querySelector('.al-log'), send: root.querySelector('.al-send') };
  }).filter(function (talk) { return talk.id; });

  function latest(talk) {
    var shown = talk.log ? talk.log.querySelectorAll('[data-number]') : [];
    return shown.length ? Number(shown[shown.length - 1].getAttribute('data-number')) : 0;
  }

  function address() {
    return '/balie/stroom?pagina=' + desk.getAttribute('data-page') + '&na=' + talks.map(latest).join('-') + (side ? '&naast=1' : '') +
      talks.map(function (talk) { return '&gesprek=' + talk.id; }).join('');
  }

  function draft() { return talks.some(function (talk) { return talk.send && talk.send.elements.tekst.value; }); }

  function counts() {
    var found = {};
    Array.prototype.forEach.call(own.querySelectorAll('[data-own]'), function (link) {
      found[link.getAttribute('data-own')] = { count: Number(link.getAttribute('data-count')), name: link.textContent };
    });
    return found;
  }

  // A conversation on the screen says its new messages itself, by its log.
  function seen(id) { return talks.some(function (talk) { return talk.id === id && talk.root.offsetParent; }); }

  // What appears above a conversation makes it lower: its last message stays in view.
  function keepDown(change) {
    var down = talks.filter(function (talk) { return talk.log && talk.log.scrollHeight - talk.log.scrollTop - talk.log.clientHeight < 40; });
    change();
    down.forEach(function (talk) { talk.log.scrollTop = talk.log.scrollHeight; });
  }

  function listen() {
    var source = new EventSource(address());
    function on(name, does) {
      source.addEventListener(name, function (event) {
        var said = JSON.parse(event.data);
        does(said, talks.filter(function (talk) { return talk.id === said.gesprek; })[0]);
      });
    }
    on('rij', function (said) { queue.innerHTML = said.html; });
    on('alarm', function (said) {
      keepDown(function () { document.dispatchEvent(new CustomEvent('alarm', { detail: said.html })); });
    });
    on('mijn', function (said) {
      var before = counts(), after, told = [];
      keepDown(function () { own.innerHTML = said.html; });
      after = counts();
      Object.keys(after).forEach(function (id) {
        if (!seen(id) && after[id].count > (before[id] ? before[id].count : 0)) { told.push('Nieuw bericht in ' + after[id].name + '.'); }
      });
      if (told.length) { news.textContent = told.join(' '); }
    });
    Object.keys(places).forEach(function (name) {
      on(name, function (said, talk) {
        var place = talk && talk.root.querySelector(places[name]);
        if (place) { place.innerHTML = said.html; }
      });
    });
    on('bericht', function (said, talk) {
      if (!talk || !talk.log || said.nummer <= latest(talk)) { return; }
      talk.log.insertAdjacentHTML('beforeend', said.html);
      talk.log.scrollTop = talk.log.scrollHeight;
    });
    on('stand', function (said, talk) {
      if (going) { return; }
      if (said.weg && side && talk) { talk.log.textContent = ''; }
      if (!draft()) { location.reload(); return; }
      news.textContent = side && talk ? 'De stand van een van je gesprekken is veranderd. Laad de pagina opnieuw.' :
        'De stand van dit gesprek is veranderd. Laad de pagina opnieuw.';
    });
    on('einde', function () { source.close(); location.reload(); });
    source.onopen = function () { news.textContent = ''; };
    source.onerror = function () {
      news.textContent = 'Verbinding wordt hersteld';
      if (source.readyState === 2) { setTimeout(listen, 5000); }
    };
    window.addEventListener('pagehide', function () { source.close(); });
  }

  function post(address, send) {
    var body = new URLSearchParams(new FormData(send));
    return fetch(address, { method: 'POST', credentials: 'same-origin', body: body, headers: { 'X-Token': body.get('token') } });
  }

  function talkIn(send) {
    var field = send.elements.tekst;
    send.addEventListener('submit', function (event) {
      if (event.submitter && event.submitter.hasAttribute('formaction')) { return; }  // it fills the field, and sends nothing
      var text = field.value;
      function back(why) {
        field.value = text + (field.value ? '\n' + field.value : '');
        news.textContent = why;
      }
      event.preventDefault();
      post(send.action, send).then(function (response) {
        if (response.status === 204) { news.textContent = ''; } else { back('Het bericht is niet verstuurd.'); }
        field.focus();
      }, function () { back('Geen verbinding. Het bericht is niet verstuurd.'); });
      field.value = '';
    });
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send.requestSubmit(); }
    });
  }

  if (window.fetch) { talks.forEach(function (talk) { if (talk.send) { talkIn(talk.send); } }); }
  // A form is under way to a page of its own: to load this one again would undo that.
  document.addEventListener('submit', function (event) { if (!event.defaultPrevented) { going = true; } });
  talks.forEach(function (talk) { if (talk.log) { talk.log.scrollTop = talk.log.scrollHeight; } });
  listen();
})();
