// Answers for one kept page while there is no network, and for nothing else. A newer copy replaces the older one.
(function (worker) {
  var place = worker.registration.scope;
  var name = 'copy ' + place;
  var parts = [place + 'c', '/page.js', '/keep.js', '/favicon.ico'].map(function (part) {
    return new URL(part, place).href;
  });
  worker.addEventListener('install', function (event) {
    worker.skipWaiting();
    event.waitUntil(
      worker.caches.open(name).then(function (cache) {
        return cache.addAll(parts);
      }),
    );
  });
  worker.addEventListener('activate', function (event) {
    event.waitUntil(worker.clients.claim());
  });
  function anew(asked, key) {
    return worker.fetch(asked).then(function (answer) {
      if (!answer.ok) return answer;
      var copy = answer.clone();
      return worker.caches
        .has(name)
        .then(function (isKept) {
          return isKept ? worker.caches.open(name) : null;
        })
        .then(function (cache) {
          return cache && cache.put(key, copy);
        })
        .then(function () {
          return answer;
        });
    });
  }
  worker.addEventListener('fetch', function (event) {
    var key = event.request.url.split('#')[0];
    if (event.request.method !== 'GET' || parts.indexOf(key) < 0) return;
    event.respondWith(
      anew(event.request, key).catch(function () {
        return worker.caches.match(key, { ignoreVary: true });
      }),
    );
  });
})(self);
