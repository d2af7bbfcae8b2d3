/* Alt+Shift+1, 2, 3 goes to a conversation of one's own. Where they stand side by side the page is
   not loaded anew, so that what is being written stays; on a narrow screen one is shown at a time. */
(function () {
  'use strict';
  var desk = document.querySelector('.al-desk'), own = document.getElementById('own');
  if (!desk || !own) { return; }

  function columns() { return desk.querySelectorAll('.al-column'); }

  function show(column) {
    Array.prototype.forEach.call(columns(), function (one) { one.classList.toggle('al-column--shown', one === column); });
    var log = column.querySelector('.al-log');
    if (log) { log.scrollTop = log.scrollHeight; }
    (column.querySelector('textarea') || column).focus();
  }

  own.addEventListener('click', function (event) {
    var link = event.target.closest('[data-own]'),
        column = link && document.getElementById('gesprek-' + link.getAttribute('data-own'));
    if (!column || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    show(column);
  });

  document.addEventListener('keydown', function (event) {
    var digit = /^Digit([1-3])$/.exec(event.code || ''), column, link;
    if (!digit || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) { return; }
    column = columns()[Number(digit[1]) - 1];
    link = own.querySelectorAll('[data-own]')[Number(digit[1]) - 1];
    if (!column && !link) { return; }
    event.preventDefault();
    if (column) { show(column); } else { link.click(); }
  });
})();
