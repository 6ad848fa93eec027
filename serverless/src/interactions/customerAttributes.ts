/**
 * Who the customer of a task is: Flex titles the task by `from`, and the customer in the conversation by
 * `customerName`.
 */
export const customerAttributes = (name: string, address: string, proxyAddress: string | undefined) => ({
  from: name,
  name,
  customerName: name,
  customerAddress: address,
  ...(proxyAddress === undefined ? {} : { proxyAddress }),
});
