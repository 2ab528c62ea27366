// Which calls CloudTrail records only where somebody turned data events on. Where they are absent from a log, "nobody did
// it" cannot be told from "it was not logged". Closed list: the data events people ask about, not all there are.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html

interface DataService {
  /** Event source without `.amazonaws.com`. */
  readonly service: string;
  /** What these calls work on, for a sentence. */
  readonly on: string;
  /** Lower case, without API date. */
  readonly actions: readonly string[];
  readonly address: string;
}

const DATA_SERVICES: readonly DataService[] = [
  {
    service: 's3',
    on: 'objects in S3',
    actions: words(`abortmultipartupload completemultipartupload copyobject createmultipartupload deleteobject
      deleteobjecttagging deleteobjects getobject getobjectacl getobjectattributes getobjectlegalhold getobjectretention
      getobjecttagging getobjecttorrent headobject listmultipartuploads listobjects listobjectversions listparts putobject
      putobjectacl putobjectlegalhold putobjectretention putobjecttagging restoreobject selectobjectcontent uploadpart
      uploadpartcopy`),
    address: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  },
  {
    service: 'lambda',
    on: 'invocations of Lambda functions',
    actions: words('invoke invokefunction invokeasync invokewithresponsestream invokefunctionurl'),
    address: 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
  },
  {
    service: 'dynamodb',
    on: 'items in DynamoDB tables',
    actions:
      words(`batchexecutestatement batchgetitem batchwriteitem deleteitem executestatement executetransaction getitem
      putitem query scan transactgetitems transactwriteitems updateitem getrecords getsharditerator`),
    address: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    service: 'sns',
    on: 'messages published to SNS topics',
    actions: words('publish publishbatch'),
    address: 'https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html',
  },
  {
    service: 'sqs',
    on: 'messages in SQS queues',
    actions: words(`sendmessage sendmessagebatch receivemessage deletemessage deletemessagebatch changemessagevisibility
      changemessagevisibilitybatch`),
    address:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html',
  },
  {
    service: 'kinesis',
    on: 'records in Kinesis streams',
    actions: words('putrecord putrecords getrecords getsharditerator subscribetoshard'),
    address: 'https://docs.aws.amazon.com/streams/latest/dev/logging-using-cloudtrail.html',
  },
  {
    service: 'ebs',
    on: 'blocks of EBS snapshots',
    actions: words('getsnapshotblock putsnapshotblock listchangedblocks listsnapshotblocks'),
    address: 'https://docs.aws.amazon.com/ebs/latest/userguide/logging-ebs-apis-using-cloudtrail.html',
  },
];

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** True when AWS counts the call as a data event. `action` without API date, any case. */
export function isDataEvent(service: string, action: string): boolean {
  return dataService(service)?.actions.includes(action.toLowerCase()) ?? false;
}

/** Services in which an action of this name is a data event. */
export function dataServicesOf(action: string): readonly string[] {
  return DATA_SERVICES.filter(({ actions }) => actions.includes(action.toLowerCase())).map(({ service }) => service);
}

/** What a service's data events are about, and where AWS says how to turn them on. */
export function dataService(service: string): DataService | undefined {
  return DATA_SERVICES.find((entry) => entry.service === service.toLowerCase());
}
