/* Somebody in danger waits: said at once to who cannot see it and, if the colleague wants that, by
   a short sound or a mark in the title. What was chosen is kept as long as this tab. */
(function () {
  'use strict';
  var line = document.getElementById('alarm'), choice = document.getElementById('alarm-choice'),
      title = document.title, audio = null;
  if (!line || !choice) { return; }
  var buttons = choice.querySelectorAll('[data-choice]');

  function wants(what) {
    try { return sessionStorage.getItem('alarm-' + what) === '1'; } catch (blocked) { return false; }
  }

  function known() {
    return Array.prototype.map.call(line.querySelectorAll('[data-alarm]'), function (one) { return one.getAttribute('data-alarm'); });
  }

  function beep() {
    var Audio = window.AudioContext || window.webkitAudioContext;
    if (!Audio) { return; }
    audio = audio || new Audio();
    audio.resume();
    var tone = audio.createOscillator(), loud = audio.createGain();
    tone.frequency.value = 660;
    loud.gain.value = 0.1;
    tone.connect(loud);
    loud.connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.3);
  }

  function mark() { document.title = wants('titel') && known().length ? '(!) ' + title : title; }

  function show() {
    Array.prototype.forEach.call(buttons, function (button) {
      button.setAttribute('aria-pressed', wants(button.getAttribute('data-choice')) ? 'true' : 'false');
    });
    mark();
  }

  choice.addEventListener('click', function (event) {
    var button = event.target.closest('[data-choice]'), what = button && button.getAttribute('data-choice');
    if (!what) { return; }
    try { sessionStorage.setItem('alarm-' + what, wants(what) ? '0' : '1'); } catch (blocked) { return; }
    if (what === 'geluid' && wants(what)) { beep(); }
    show();
  });

  document.addEventListener('alarm', function (event) {
    var before = known(), fresh;
    var shown = document.createElement('div');
    shown.innerHTML = event.detail;
    if (shown.textContent.trim() === line.textContent.trim()) { return; }
    line.innerHTML = event.detail;
    fresh = known().some(function (one) { return before.indexOf(one) < 0; });
    mark();
    if (fresh && wants('geluid')) { beep(); }
  });

  choice.hidden = false;
  show();
})();
