// Stands in for modules of Paste that nothing in Flex calls; `props` is what Paste reads of its raw tokens when it loads.
module.exports = { props: {} };
