// The quick exit with script. Written for browsers of any age and served as it stands; without it the link still works.
(function (page, view) {
  var link = page.getElementById('leave');
  var said = page.getElementById('said');
  if (!link || !said) return;
  var presses = 0;
  var alone = false;
  var gone = false;
  var timer;
  function data(name) {
    return link.getAttribute('data-' + name);
  }
  function forget() {
    presses = 0;
    said.textContent = '';
  }
  // The page is emptied at once, not covered: nothing is left to be seen if the network is slow or Back is pressed.
  function leave(event) {
    if (event) event.preventDefault();
    if (gone) return;
    gone = true;
    var note = page.createElement('p');
    page.body.textContent = '';
    page.body.className = 'gone';
    note.setAttribute('role', 'alert');
    page.body.appendChild(note);
    note.textContent = data('loading');
    view.location.replace(link.href);
    // If our own server is slow to answer, go to the other site directly.
    view.setTimeout(function () {
      view.location.replace(data('target'));
    }, 1500);
  }
  function isShift(event) {
    return event.key === 'Shift' || event.keyCode === 16;
  }
  function overdue() {
    presses = 0;
    said.textContent = data('over');
    timer = view.setTimeout(forget, 5000);
  }
  function pressed() {
    view.clearTimeout(timer);
    presses += 1;
    if (presses > 2) return leave();
    said.textContent = data(presses > 1 ? 'one' : 'two');
    timer = view.setTimeout(overdue, 5000);
  }
  // Only Shift by itself counts: Shift used to type a capital letter does not.
  page.addEventListener('keydown', function (event) {
    alone = isShift(event);
    if (!alone && presses) {
      view.clearTimeout(timer);
      forget();
    }
  });
  page.addEventListener('keyup', function (event) {
    if (alone && isShift(event)) pressed();
    alone = false;
  });
  link.addEventListener('click', leave);
  // A page that the browser kept alive must not come back after leaving.
  view.addEventListener('pageshow', function (event) {
    if (event.persisted && gone) view.location.replace(data('target'));
  });
  // Going from page to page leaves no extra step: Back leads past this site, before and after leaving.
  page.addEventListener('click', function (event) {
    var choice = event.target;
    while (choice && choice !== page && !choice.href) choice = choice.parentNode;
    if (!choice || !choice.href || choice === link || choice.host !== view.location.host) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button || choice.download) return;
    event.preventDefault();
    view.location.replace(choice.href);
  });
  var hint = page.getElementById('hint');
  if (hint) hint.hidden = false;
})(document, window);
