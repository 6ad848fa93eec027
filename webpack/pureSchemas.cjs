/**
 * Tells the minifier that what src/contract and src/settings declare does nothing by being made, so that a schema that
 * nothing asks for is left out. A plugin of Babel.
 */
module.exports = () => ({
  visitor: {
    CallExpression(call, { filename = '' }) {
      const isDeclared = !call.getFunctionParent() && call.findParent((parent) => parent.isVariableDeclarator());
      if (/[\\/]src[\\/](contract|settings)[\\/]/.test(filename) && isDeclared) call.addComment('leading', '#__PURE__');
    },
  },
});
