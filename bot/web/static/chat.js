/* The chat without reloading: fetch to say, server-sent events to hear. Without this file the
   forms work all the same. Text goes in with textContent only. */
(function () {
  'use strict';
  var log = document.getElementById('log'), status = document.getElementById('status'),
      send = document.getElementById('send'), choices = document.getElementById('choices'),
      field = document.getElementById('tekst'), fout = document.getElementById('fout'),
      modus = document.getElementById('modus'), nog = document.getElementById('nog'),
      keep = document.getElementById('keep'), bel = document.getElementById('bel');
  var source = null, posting = 0, urgent = null;
  if (!send || !window.fetch || !window.EventSource) { if (log) { log.scrollTop = log.scrollHeight; } return; }
  var token = send.elements.token.value, words = JSON.parse(log.getAttribute('data-words'));

  function latest() {
    var shown = log.querySelectorAll('[data-number]');
    return shown.length ? Number(shown[shown.length - 1].getAttribute('data-number')) : 0;
  }

  function element(tag, cls, text) {
    var made = document.createElement(tag);
    if (cls) { made.className = cls; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function callButton() {
    var line = element('p', 'al-call');
    var link = element('a', 'nl-button nl-button--secondary', words.bel);
    link.href = log.getAttribute('data-call');
    line.appendChild(link);
    return line;
  }

  function show(message) {
    if (message.nummer <= latest()) { return; }
    var own = message.van === 'bezoeker', danger = message.soort === 'gevaar';
    var near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    var box = element('div', 'al-message al-message--' + message.van + (own ? ' al-message--own' : '') +
      (danger ? ' al-message--gevaar' : ''));
    box.setAttribute('data-number', message.nummer);
    var who = element('p', 'al-message__who', words[message.van] + ' ');
    who.appendChild(element('time', '', message.klok));
    box.appendChild(who);
    var text = element('p', 'al-message__text', message.tekst);
    text.dir = 'auto';
    box.appendChild(text);
    if (danger) { box.appendChild(callButton()); }
    log.appendChild(box);
    if (danger) { urgent = box; }
    if (own) { urgent = null; }
    if (message.van === 'medewerker') { typing(false); }
    if (near || own || danger) { settle(); }
  }

  function typing(now) { document.dispatchEvent(new CustomEvent('typing', { detail: now })); }

  // The latest is at the bottom, but a 112 text stays on the screen from its first line on.
  function settle() {
    if (urgent) { urgent.scrollIntoView({ block: 'start' }); } else { log.scrollTop = log.scrollHeight; }
  }

  function ask(state) {
    var buttons = choices.querySelectorAll('button');
    for (var i = 0; i < buttons.length; i += 1) { choices.removeChild(buttons[i]); }
    (state.vraag ? state.vraag.keuzes : []).forEach(function (choice) {
      var button = element('button', 'nl-button nl-button--secondary', choice.label);
      button.name = 'keuze';
      button.value = choice.waarde;
      choices.appendChild(button);
    });
    modus.textContent = modus.getAttribute('data-' + state.modus);
    nog.textContent = state.nog > 1 ? words.nog.replace('{aantal}', state.nog) : '';
    keep.hidden = !state.ingediend;
    settle();
  }

  // The visitor stopped: the conversation is erased here too, but for the last words.
  function finish(said) {
    window.stopChat();
    log.textContent = '';
    said.berichten.forEach(show);
    send.hidden = choices.hidden = nog.hidden = keep.hidden = true;
    status.textContent = words[said.status];
  }

  function fail(text) {
    fout.textContent = text || '';
    fout.hidden = !text;
    bel.hidden = !text || text.indexOf(log.getAttribute('data-call').replace('tel:', '')) < 0;
    if (text) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', 'fout');
      field.focus();
    } else {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
  }

  // What was said leaves the field at once: what is typed while it is under way is the next message.
  // A message that did not arrive comes back, before what was typed since.
  function say() {
    var text = field.value;
    field.value = '';
    post('tekst', text, function () { field.value = text + (field.value ? '\n' + field.value : ''); });
  }

  function post(name, value, back) {
    var body = new URLSearchParams();
    body.set(name, value);
    status.textContent = words.verstuurt;
    posting += 1;
    return fetch('/', { method: 'POST', credentials: 'same-origin', headers: { 'X-Token': token }, body: body })
      .then(function (response) {
        if (response.redirected || response.status === 403) { location.replace('/'); return null; }
        return response.json();
      })
      .then(function (said) {
        if (!said) { return; }
        status.textContent = '';
        fail(said.fout ? (said.teksten || []).concat(said.fout).join(' ') : '');
        if (said.fout && back) { back(); }
        if (said.status === 'gesloten' || said.status === 'bewaard') { finish(said); }
      })
      .catch(function () {
        status.textContent = '';
        if (back) { back(); }
        fail(words.verbroken);
      })
      .then(function () { posting -= 1; });
  }

  send.addEventListener('submit', function (event) {
    event.preventDefault();
    say();
    field.focus();
  });

  field.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && matchMedia('(pointer:fine)').matches) {
      event.preventDefault();
      say();
    }
  });

  choices.addEventListener('click', function (event) {
    if (event.target.name === 'keuze') {
      event.preventDefault();
      post('keuze', event.target.value);
      field.focus();
    }
  });

  function listen() {
    source = new EventSource('/stroom?na=' + latest());
    source.addEventListener('bericht', function (event) { show(JSON.parse(event.data)); });
    source.addEventListener('stand', function (event) { ask(JSON.parse(event.data)); });
    source.addEventListener('typt', function () { typing(true); });
    source.addEventListener('einde', function (event) {
      source.close();
      if (posting) { return; }
      // Another tab went away by the exit button: this one leaves too.
      if (JSON.parse(event.data).reden === 'weg') { window.leaveNow(); } else { location.replace('/'); }
    });
    source.onopen = function () { status.textContent = ''; };
    source.onerror = function () {
      status.textContent = words.herstelt;
      if (source.readyState === 2) { setTimeout(listen, 5000); }
    };
  }

  window.stopChat = function () { if (source) { source.close(); } };
  window.addEventListener('pagehide', window.stopChat);
  settle();
  listen();
})();
