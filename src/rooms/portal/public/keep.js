// Keeps the page it stands on in the browser, when somebody presses for it, and takes it away again. Written like leave.js.
(function (page, view, browser) {
  var box = page.getElementById('keep');
  var link = page.getElementById('leave');
  if (!box || !link || !browser.serviceWorker || !view.caches) return;
  var scope = box.getAttribute('data-scope');
  function part(name) {
    return page.getElementById('keep-' + name);
  }
  function show(isKept) {
    part('cannot').hidden = true;
    part('do').hidden = isKept;
    part('remove').hidden = !isKept;
    part('kept').textContent = isKept ? box.getAttribute('data-kept') : '';
  }
  function cannot() {
    part('do').hidden = true;
    part('cannot').hidden = false;
  }
  // Asked for at once, with what is known already: a page that is being left has no time for a second question.
  var kept;
  function wipe() {
    var done = [view.caches.delete('copy ' + view.location.origin + scope)];
    if (kept) done.push(kept.unregister());
    kept = undefined;
    return Promise.all(done);
  }
  part('do').firstChild.addEventListener('click', function () {
    browser.serviceWorker
      .register(box.getAttribute('data-worker'), { scope: scope })
      .then(function (it) {
        kept = it;
        var worker = it.installing || it.waiting || it.active;
        function look() {
          if (worker.state === 'activated') show(true);
          if (worker.state === 'redundant') cannot();
        }
        worker.addEventListener('statechange', look);
        look();
      })
      .catch(cannot);
  });
  part('remove').addEventListener('click', function () {
    wipe()
      .then(function () {
        show(false);
      })
      .catch(cannot);
  });
  // Who leaves takes it away, with a network and without: then there is no other site to go to, and the page is left empty.
  function leaves() {
    wipe().catch(cannot);
  }
  link.addEventListener('click', leaves, true);
  view.addEventListener('pagehide', function () {
    if (page.body.className === 'gone') leaves();
  });
  function alone() {
    var ways = page.getElementsByTagName('nav');
    for (var at = 0; at < ways.length; at += 1) ways[at].hidden = !browser.onLine;
    link.href = browser.onLine ? link.getAttribute('data-way') || link.href : 'about:blank';
  }
  link.setAttribute('data-way', link.href);
  view.addEventListener('online', alone);
  view.addEventListener('offline', alone);
  alone();
  browser.serviceWorker
    .getRegistration(scope)
    .then(function (it) {
      kept = it;
      show(!!it);
    })
    .catch(cannot);
})(document, window, navigator);
