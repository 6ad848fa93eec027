// Plain ES5, so that a Node that is too old gets this far and says so.
var needed = [20, 19];
var found = process.versions.node.split('.').map(Number);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error('Node ' + needed.join('.') + ' or later is needed; this is Node ' + process.versions.node + '.');
  process.exit(1);
}
