export { isPhoneNumber, messagingAddress, plainAddress } from '../../../src/contract/address/messagingAddress';
