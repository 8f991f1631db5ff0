// Loads the WSDL of each channel and names its operations.
const soap = require('soap');
(async () => {
  for (const channel of ['SyncChannel', 'AsyncChannel', 'AsyncChannelClient']) {
    const client = await soap.createClientAsync(`${process.argv[2]}/ws/${channel}?wsdl`);
    const ports = Object.values(client.describe()).flatMap((service) => Object.values(service));
    console.log(channel, ports.flatMap((port) => Object.keys(port)).sort().join(' '));
  }
})().catch((error) => { console.error(error); process.exit(1); });
