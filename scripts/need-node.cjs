'use strict';
// Plain CommonJS in the oldest style: it has to run, and be understood, under any Node.

var needed = [24, 7];

function isNewEnough(version) {
  var parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1]);
}

function sentence(version) {
  return (
    'Ariane needs Node ' +
    needed.join('.') +
    ' or newer and found ' +
    version +
    ': ' +
    'run `npm ci` and start with the npm commands of the README (on Linux they bring their own Node 24), ' +
    'or install Node 24 from your system.'
  );
}

if (!isNewEnough(process.version)) {
  console.error(sentence(process.version));
  process.exit(1);
}
