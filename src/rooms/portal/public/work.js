// A moment of work before a message is sent, in place of following who sends. Written for browsers of any age; without it one waits a little.
(function (page, view) {
  var form = page.getElementById('write');
  if (!form || !form.w) return;
  var ticket = form.c.value;
  var bits = Number(form.getAttribute('data-bits'));
  var K = [];
  var H = [];
  (function () {
    function part(x) {
      return ((x - Math.floor(x)) * 4294967296) | 0;
    }
    for (var n = 2; K.length < 64; n += 1) {
      for (var f = 2; f * f <= n && n % f; f += 1);
      if (f * f > n) {
        if (H.length < 8) H.push(part(Math.pow(n, 1 / 2)));
        K.push(part(Math.pow(n, 1 / 3)));
      }
    }
  })();
  function turn(x, n) {
    return (x >>> n) | (x << (32 - n));
  }
  function block(state, w) {
    var i;
    for (i = 16; i < 64; i += 1) {
      var a = w[i - 15];
      var b = w[i - 2];
      w[i] =
        (w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    var s = state.slice();
    for (i = 0; i < 64; i += 1) {
      var e = s[4];
      var t = (s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + K[i] + w[i]) | 0;
      var c = s[0];
      var u = ((turn(c, 2) ^ turn(c, 13) ^ turn(c, 22)) + ((c & s[1]) ^ (c & s[2]) ^ (s[1] & s[2]))) | 0;
      s = [(t + u) | 0, c, s[1], s[2], (s[3] + t) | 0, e, s[5], s[6]];
    }
    for (i = 0; i < 8; i += 1) s[i] = (s[i] + state[i]) | 0;
    return s;
  }
  function first(text) {
    var length = text.length;
    var words = [];
    for (var i = 0; i < length; i += 1) words[i >> 2] = words[i >> 2] | (text.charCodeAt(i) << (24 - (i % 4) * 8));
    words[length >> 2] = words[length >> 2] | (0x80 << (24 - (length % 4) * 8));
    var blocks = ((length + 8) >> 6) + 1;
    words[blocks * 16 - 1] = length * 8;
    for (i = 0; i < blocks * 16; i += 1) words[i] = words[i] | 0;
    var state = H;
    for (i = 0; i < blocks; i += 1) state = block(state, words.slice(i * 16, i * 16 + 16));
    return state[0] >>> 0;
  }
  var limit = Math.pow(2, 32 - bits);
  var tried = 0;
  function work() {
    for (var i = 0; i < 800; i += 1, tried += 1)
      if (first(ticket + ':' + tried) < limit) {
        form.w.value = String(tried);
        return;
      }
    view.setTimeout(work, 0);
  }
  work();
})(document, window);
